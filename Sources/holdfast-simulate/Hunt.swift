import ArgumentParser
import Domain
import Simulation

/// Leaves out one clause of the contract, and goes on until a checker misses it.
struct Hunt {
    private let bug: PlantedBug

    /// A control strikes as for the bug, but leaves no clause out.
    init(_ name: String, isControl: Bool) throws {
        guard let bug = PlantedBug(rawValue: name) else {
            throw ValidationError("there is no bug \(name); see --list-bugs")
        }
        guard bug.seek(keepingClause: isControl) else {
            throw ValidationError("this build has every clause; build it with --traits PlantedBugs to plant a bug")
        }
        self.bug = bug
    }

    func run(from first: UInt64, seeds: UInt64, isTraced: Bool) throws {
        for seed in first..<(first + seeds) {
            let simulation = Simulation(
                .drawn(seed: seed, for: bug),
                faults: [],
                span: bug.span,
                tell: Trace.printer(if: isTraced)
            )
            guard let violation = simulation.run().violation else { continue }
            return print("\(bug.rawValue): found in seed \(seed): \(violation)")
        }
        print("\(bug.rawValue): NOT FOUND in \(seeds) seeds")
        throw ExitCode.failure
    }
}

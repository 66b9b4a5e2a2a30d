import ArgumentParser
import Domain
import Simulation

/// Runs simulated clusters from seeds, and says which rule broke in which.
@main struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "holdfast-simulate",
        abstract: "Proves the safety contract on simulated clusters, one from each seed.",
        discussion: """
            Each seed draws a cluster and what goes wrong with it. Equal seeds give equal runs, everywhere. \
            The exit status is 0 when no rule was broken.
            """
    )

    @Option(help: "The first seed.") var seed: UInt64 = 1
    @Option(help: "How many seeds; with --minutes, at the most.") var seeds: UInt64?
    @Option(help: "For how many minutes to go on.") var minutes: Int?
    @Option(help: "How many seeds run at the same time.") var jobs = 1
    @Option(help: "For how many simulated seconds faults strike.") var span: Int = 60
    @Option(help: "Only seeds with so many controllers and agents, and one application: 3x6.") var cluster: ClusterSize?
    @Option(help: "Of the first seed's faults, only these, by their numbers: 1,4,7.") var only: String?
    @Flag(help: "Tell everything that happens in the first seed, or in the scenario.") var trace = false
    @Option(help: "Play one scenario instead: its file, or its name.") var scenario: String?
    @Option(help: "Leave out one clause of the contract, to see whether it is missed.") var bug: String?
    @Flag(help: "With --bug: strike as for the bug, but keep the clause; nothing may be found then.") var control =
        false
    @Flag(help: "List the clauses that can be left out.") var listBugs = false
    @Option(help: "Where scenarios are.") var scenarios = "Tests/SimulationTests/Scenarios"

    func validate() throws {
        guard let cluster, !cluster.isEverDrawn else { return }
        throw ValidationError("no seed draws \(cluster.controllers) controllers and \(cluster.agents) agents")
    }

    func run() throws {
        if listBugs { return PlantedBug.allCases.filter { !$0.isCovered }.forEach { print($0.rawValue) } }
        if let bug { return try Hunt(bug, isControl: control).run(from: seed, seeds: seeds ?? 1, isTraced: trace) }
        if let scenario {
            guard try ScenarioFile(scenario, in: scenarios).play(isTraced: trace) else { throw ExitCode.failure }
            return
        }
        if trace || only != nil { return try runOne() }
        let campaign = Campaign(
            first: seed,
            count: seeds ?? (minutes == nil ? 1 : nil),
            limit: minutes.map { .seconds($0 * 60) },
            span: .seconds(span),
            size: cluster
        )
        campaign.run(jobs: max(1, jobs))
        if campaign.failures > 0 { throw ExitCode.failure }
    }

    private func runOne() throws {
        let run = SeededRun(seed: seed, span: .seconds(span), only: try kept())
        let report = run.run(tell: Trace.printer(if: trace))
        print("fingerprint \(report.fingerprint)")
        guard let violation = report.violation else { return print("no rule was broken") }
        print("seed \(seed): \(violation)")
        throw ExitCode.failure
    }

    private func kept() throws -> [Int]? {
        guard let only else { return nil }
        return try only.split(separator: ",").map { text in
            guard let number = Int(text) else {
                throw ValidationError("--only: \(text) is not a number; write for example --only 1,4,7")
            }
            return number
        }
    }
}

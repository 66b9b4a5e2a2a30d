import Domain

/// A run that can be made again from a few numbers: its seed, for how long faults strike, and which of them are left.
package struct SeededRun: Hashable, Sendable, CustomStringConvertible {
    package var seed: UInt64
    package var span: Duration
    /// The numbers of the faults that strike, counted from 1; `nil` for all that the seed draws.
    package var only: [Int]?

    package init(seed: UInt64, span: Duration = .seconds(60), only: [Int]? = nil) {
        self.seed = seed
        self.span = span
        self.only = only
    }

    package var setting: Setting { .drawn(seed: seed) }

    /// What strikes, in order of time.
    package var faults: [TimedFault] {
        let drawn = Swarm.faults(in: setting, span: span)
        return only.map { kept in kept.filter(drawn.indices.map { $0 + 1 }.contains).map { drawn[$0 - 1] } } ?? drawn
    }

    package func run(tell: ((Duration, WorldEvent) -> Void)? = nil) -> RunReport {
        Simulation(setting, faults: faults, span: span, tell: tell).run()
    }

    /// What to type to see it again.
    package var description: String {
        let left = only.map { " --only \($0.map(String.init).joined(separator: ","))" } ?? ""
        return "holdfast-simulate --seed \(seed) --span \(span.components.seconds)\(left) --trace"
    }
}

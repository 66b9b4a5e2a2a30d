import Domain
import Testing
import TestSupport

@testable import Simulation

/// Equal seeds give equal runs: else no failure could be looked at twice.
@Suite("Determinism")
struct DeterminismTests {
    /// The file was written by other processes, so that this also holds across processes and machines.
    @Test func equalSeedsGiveEqualRunsInEveryProcess() throws {
        let prints = Self.seeds.map(Self.run)
        #expect(prints == Self.seeds.map(Self.run))
        #expect(Set(prints).count == Self.seeds.count, "other seeds give other runs")
        let lines = zip(Self.seeds, prints).map { "\($0) \($1)" }
        try golden.check(lines.joined(separator: "\n") + "\n", against: "fingerprints.txt")
    }

    private static let seeds: [UInt64] = [1, 2, 3]

    private static func run(_ seed: UInt64) -> UInt64 {
        let setting = Setting.drawn(seed: seed)
        let span = Duration.seconds(5)
        return Simulation(setting, faults: Swarm.faults(in: setting, span: span), span: span).run().fingerprint
    }
}

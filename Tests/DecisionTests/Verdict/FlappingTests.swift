import Decision
import Domain
import Testing

/// Evidence that comes and goes: it moves nothing, it is not paged about at every turn, and it is not passed over in silence.
///
/// `confirm` is 4 s, `recover` 20 s.
struct FlappingTests {
    private let east = VerdictBench.east
    private let west = VerdictBench.west
    private let eu = VerdictBench.eu

    /// At rest until 10 s.
    private func healthy() -> VerdictBench {
        var bench = VerdictBench()
        bench.run(to: 10)
        return bench
    }

    /// What the results `F F P` again and again look like: bad for two seconds, then one good result that is not yet `up`.
    private func flap(_ bench: inout VerdictBench, to end: Int, seenFrom regions: [RegionID]) {
        for second in Int(bench.now)..<end {
            let cycle = second % 3
            let sight: AgentConduct.Sight = cycle == 2 ? .recovering : .down(since: Double(second - cycle + 1))
            for region in regions { bench.see(sight, of: east, from: region) }
            bench.run(to: Double(second + 1))
        }
    }

    @Test func aRegionSeenFlappingFromOutsideIsUnknownAndNothingWorse() {
        var bench = healthy()
        flap(&bench, to: 60, seenFrom: [west, eu])
        #expect(bench.history == ["1.0 healthy", "31.0 unknown"])
    }

    @Test func localChecksThatFlapDegradeTheRegion() {
        var bench = healthy()
        flap(&bench, to: 60, seenFrom: [east])
        #expect(bench.history == ["1.0 healthy", "31.0 degraded"])
    }

    @Test func whatFlappedIsHealthyOnceItHasBeenWellForRecover() {
        var bench = healthy()
        flap(&bench, to: 40, seenFrom: [west, eu])
        for region in [west, eu] { bench.see(.up, of: east, from: region) }
        bench.run(to: 60.75)
        #expect(bench.judge.standing == .unknown)
        bench.run(to: 61)
        #expect(bench.judge.standing == .healthy)
    }

    @Test func aShortFailureWithItsWholeRecoveryIsNothing() {
        var bench = healthy()
        for sight: AgentConduct.Sight in [.down(since: 10), .down(since: 10), .recovering, .recovering, .up] {
            for region in [east, west, eu] { bench.see(sight, of: east, from: region) }
            bench.run(to: bench.now + 1)
        }
        bench.run(to: 60)
        #expect(bench.history == ["1.0 healthy"])
    }

    /// Agents that come and go while nobody reaches the region: neither row of the table ever stands for `confirm`.
    @Test func rowsThatTakeTurnsAreNotSilence() {
        var bench = healthy()
        for second in 10..<60 {
            let isDown = second % 6 < 3
            bench.see(isDown ? .down(since: Double(second - second % 6)) : .up, of: east, from: east)
            for region in [west, eu] {
                bench.see(isDown ? .recovering : .down(since: Double(second - second % 6 + 3)), of: east, from: region)
            }
            bench.run(to: Double(second + 1))
        }
        #expect(bench.history == ["1.0 healthy", "31.0 degraded"])
    }

    /// A vantage region that sees the silent region up now and then: one page, not one at every turn.
    @Test func isolatedAndUnknownDoNotTakeTurns() {
        var bench = healthy()
        bench.silence(east)
        bench.run(to: 20)
        for second in 20..<80 {
            for region in [west, eu] { bench.see(second % 3 == 0 ? .up : .undecided, of: east, from: region) }
            bench.run(to: Double(second + 1))
        }
        #expect(bench.history == ["1.0 healthy", "15.0 isolated", "21.0 unknown"])
        for region in [west, eu] { bench.see(.up, of: east, from: region) }
        bench.run(to: 84.75)
        #expect(bench.judge.standing == .unknown)
        bench.run(to: 85)
        #expect(bench.judge.standing == .isolated, "an up-vote that stays for confirm counts")
    }
}

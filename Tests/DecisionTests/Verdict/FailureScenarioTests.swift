import Decision
import Domain
import Testing

/// The part that verdicts play in surviving FAILURES.md.
struct FailureScenarioTests {
    private let east = VerdictBench.east
    private let west = VerdictBench.west
    private let eu = VerdictBench.eu

    private func healthy(judging region: RegionID = VerdictBench.east, excluded: Set<RegionID> = []) -> VerdictBench {
        var bench = VerdictBench(judging: region, excluded: excluded)
        bench.run(to: 10)
        return bench
    }

    private func cutOff(_ region: RegionID, in bench: inout VerdictBench) {
        bench.silence(region)
        for vantage in [east, west, eu] where vantage != region {
            bench.see(.down(since: bench.now), of: region, from: vantage)
        }
    }

    private func heal(_ region: RegionID, in bench: inout VerdictBench) {
        bench.change(region) { $0.isSilent = false }
        for vantage in [east, west, eu] { bench.see(.up, of: region, from: vantage) }
    }

    @Test func f1_aCutShorterThanTheConfirmationChangesNothing() {
        var bench = healthy()
        cutOff(east, in: &bench)
        bench.run(to: 13.5)
        heal(east, in: &bench)
        bench.run(to: 60)
        #expect(bench.history == ["1.0 healthy"])
    }

    @Test func f1_aCutOf43SecondsIsAFailureAndTheRegionIsBackOnlyAfterRecover() {
        var bench = healthy()
        cutOff(east, in: &bench)
        bench.run(to: 53)
        heal(east, in: &bench)
        bench.run(to: 120)
        #expect(bench.history == ["1.0 healthy", "15.0 failed", "74.0 healthy"])
    }

    @Test func f4_aRegionThatOneSideStillReachesIsNotFailed() {
        var bench = healthy()
        bench.see(.down(since: 10), of: east, from: west)
        bench.run(to: 60)
        #expect(bench.history == ["1.0 healthy"])
    }

    @Test func f4_whenOnlyTheHeartbeatsAreCutTheRegionIsIsolated() {
        var bench = healthy()
        bench.silence(east)
        bench.run(to: 60)
        #expect(bench.judge.standing == .isolated)
    }

    @Test func f4_whenOnlyTheDataPathIsCutTheRegionIsUnreachable() {
        var bench = healthy()
        for region in [west, eu] { bench.see(.down(since: 10), of: east, from: region) }
        bench.run(to: 60)
        #expect(bench.judge.standing == .unreachable)
    }

    @Test func f5_aControllerThatHearsNobodyFindsNoRegionFailed() {
        var bench = healthy()
        for region in [east, west, eu] { bench.silence(region) }
        bench.run(to: 120)
        #expect(bench.judge.standing == .unknown)
        #expect(bench.judge.assessment?.votes.allSatisfy { $0.vote == .abstains } == true)
    }

    @Test func f5_aControllerThatHearsItsOwnRegionOnlyFindsNoRegionFailed() {
        var bench = VerdictBench(controllerRegion: eu)
        bench.run(to: 10)
        for region in [east, west] {
            bench.silence(region)
            bench.see(.down(since: 10), of: region, from: eu)
        }
        bench.run(to: 120)
        #expect(bench.judge.standing == .unknown)
        #expect(bench.reason(of: eu) == "sees no other region up")
    }

    @Test func f6_aRegionWhoseAgentsAreNotKnownIsNeitherFailedNorHealthy() {
        var bench = VerdictBench()
        bench.agents = bench.agents.filter { $0.value.region != east }
        for region in [west, eu] { bench.see(.down(since: 0), of: east, from: region) }
        bench.run(to: 120)
        #expect(bench.judge.standing == .unknown)
        let evidence = bench.judge.assessment?.evidence(at: .at(120))
        #expect(evidence?.first == "no agent of this region has been heard in the last 24 hours")
    }

    @Test func f6_afterARestartNothingHeardIsNotHealth() {
        var bench = VerdictBench()
        bench.silence(east)
        bench.run(to: 2.75)
        #expect(bench.judge.standing == nil)
        #expect(bench.judge.suspected(by: bench.plan.detection) == nil)
    }

    @Test func f6_afterARestartTheLastVerdictStandsWhileNothingIsHeard() {
        var bench = VerdictBench(standing: .healthy)
        for region in [east, west, eu] { bench.silence(region) }
        bench.run(to: 4.75)
        #expect(bench.judge.standing == .healthy)
        bench.run(to: 5)
        #expect(bench.judge.standing == .unknown)
    }

    @Test func f9_aRegionThatFlapsDoesNotFlapItsVerdict() {
        var bench = healthy()
        cutOff(east, in: &bench)
        bench.run(to: 20)
        for relapse in 1...6 {
            heal(east, in: &bench)
            bench.run(to: 20 + Double(relapse) * 20 - 10)
            cutOff(east, in: &bench)
            bench.run(to: 20 + Double(relapse) * 20)
        }
        #expect(bench.history == ["1.0 healthy", "15.0 failed"])
    }

    @Test func f9_aStandbyAsBadAsTheActiveSideIsNotHealthy() {
        var bench = healthy(judging: west, excluded: [east])
        cutOff(east, in: &bench)
        bench.see(.down(since: 10), of: west, from: west)
        bench.see(.down(since: 10), of: west, from: eu)
        bench.run(to: 60)
        #expect(bench.vote(of: eu) == .abstains, "it sees no region up")
        #expect(bench.judge.standing == .degraded)
    }
}

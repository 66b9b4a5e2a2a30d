import Decision
import Domain
import Testing

/// DESIGN 3.3: how long a row has to stand before it takes effect.
///
/// `confirm` is 4 s and `recover` 20 s; an agent is silent after 3 s without a report, and the first report that does not come
/// is due a second after its last.
struct VerdictTimingTests {
    private let east = VerdictBench.east
    private let west = VerdictBench.west
    private let eu = VerdictBench.eu

    private func healthy() -> VerdictBench {
        var bench = VerdictBench()
        bench.run(to: 10)
        return bench
    }

    @Test func confirmIsCountedFromTheFirstMissingReport() {
        var bench = healthy()
        bench.silence(east)
        bench.run(to: 14.75)
        #expect(bench.history == ["1.0 healthy"])
        bench.run(to: 15)
        #expect(bench.history == ["1.0 healthy", "15.0 isolated"])
    }

    @Test func confirmIsCountedFromTheFirstBadResultThoughTheCheckWasDownOnlyLater() {
        var bench = healthy()
        bench.run(to: 12)
        bench.see(.down(since: 10.5), of: east, from: east)
        bench.run(to: 20)
        #expect(bench.history.last == "14.5 degraded")
    }

    /// A failed region with a proposal open: its guardians are fenced, its application fails behind the fence.
    private func failedAndFenced() -> VerdictBench {
        var bench = healthy()
        for region in [east, west, eu] { bench.see(.down(since: 10), of: east, from: region) }
        bench.run(to: 20)
        bench.subject.hasOpenProposal = true
        bench.change(east) { $0.isFenced = true }
        bench.run(to: 21)
        for region in [west, eu] { bench.silence(region) }
        return bench
    }

    @Test func whatIsExcusedBehindAFenceIsNoRecovery() {
        var bench = failedAndFenced()
        bench.run(to: 80)
        #expect(bench.judge.assessment?.verdict == .healthy, "nothing counts against it either")
        #expect(bench.history.last == "21.0 unreachable")
    }

    @Test func aFencedRegionThatOthersSeeUpRecovers() {
        var bench = failedAndFenced()
        bench.run(to: 40)
        bench.change(west) { $0.isSilent = false }
        bench.see(.up, of: east, from: west)
        bench.run(to: 80)
        #expect(bench.history.last == "61.0 healthy")
    }

    /// When a proposal is over, guardians are fenced until their next grants come: that is no evidence for the verdict of before.
    @Test func aRegionThatIsOnlyFencedHasHealed() {
        var bench = healthy()
        for region in [east, west, eu] { bench.see(.down(since: 10), of: east, from: region) }
        bench.run(to: 20)
        #expect(bench.judge.assessment?.hasHealed == false)
        for region in [east, west, eu] { bench.see(.up, of: east, from: region) }
        bench.change(east) { $0.isFenced = true }
        bench.run(to: 22)
        #expect(bench.judge.standing == .failed && bench.judge.assessment?.verdict == .degraded)
        #expect(bench.judge.assessment?.hasHealed == true)
        bench.see(.down(since: 22), of: east, from: east)
        for region in [west, eu] { bench.silence(region) }
        bench.run(to: 26)
        #expect(bench.judge.assessment?.hasHealed == false, "nothing speaks for it")
    }

    @Test func confirmOfAFailureIsCountedFromTheLastPieceOfEvidence() {
        var bench = healthy()
        bench.silence(east)
        bench.see(.down(since: 10), of: east, from: west)
        bench.run(to: 13)
        bench.see(.down(since: 12.5), of: east, from: eu)
        bench.run(to: 30)
        #expect(bench.history.last == "16.5 failed")
    }

    @Test func theFirstBadResultsOfTheVantageRegionsCountNotTheLooksAtThem() {
        var bench = healthy()
        bench.run(to: 12)
        for region in [west, eu] { bench.see(.down(since: 10.5), of: east, from: region) }
        bench.run(to: 20)
        #expect(bench.history.last == "14.5 unreachable")
    }

    @Test func aMajorityOfAgentsIsBadWhenItsLastMemberIs() {
        var bench = VerdictBench(agentsEach: 3)
        bench.run(to: 10)
        bench.see(.down(since: 10), of: east, from: east, first: 1)
        bench.run(to: 20)
        #expect(bench.history == ["1.0 healthy"])
        bench.change(east, first: 2) { conduct in
            if conduct.sights[VerdictBench.east] == .up { conduct.sights[VerdictBench.east] = .down(since: 20) }
        }
        bench.run(to: 40)
        #expect(bench.history.last == "24.0 degraded")
    }

    @Test func aRunThatWasInterruptedBeginsAnew() {
        var bench = healthy()
        bench.see(.down(since: 10), of: east, from: east)
        bench.run(to: 13)
        bench.see(.up, of: east, from: east)
        bench.run(to: 14)
        bench.see(.down(since: 14), of: east, from: east)
        bench.run(to: 30)
        #expect(bench.history == ["1.0 healthy", "18.0 degraded"])
    }

    @Test func aVantageRegionThatVotesUpInBetweenBeginsTheRunAnew() {
        var bench = healthy()
        for region in [west, eu] { bench.see(.down(since: 10), of: east, from: region) }
        bench.run(to: 13)
        bench.see(.up, of: east, from: eu)
        bench.run(to: 14)
        bench.see(.down(since: 10), of: east, from: eu)
        bench.run(to: 30)
        #expect(bench.history.last == "18.0 unreachable", "eu-west-1 was seen voting up at 14 s")
    }

    @Test func untilThenTheLastVerdictStandsAndTheNextIsSuspected() throws {
        var bench = healthy()
        bench.see(.down(since: 10), of: east, from: east)
        bench.run(to: 12)
        #expect(bench.judge.standing == .healthy)
        let suspected = try #require(bench.judge.suspected(by: bench.plan.detection))
        #expect(suspected.verdict == .degraded)
        #expect(suspected.at == .at(14))
        bench.run(to: 14)
        #expect(bench.judge.suspected(by: bench.plan.detection) == nil)
    }

    @Test func aRegionIsWellAgainAfterRecoverWithoutARelapse() {
        var bench = healthy()
        bench.see(.down(since: 10), of: east, from: east)
        bench.run(to: 20)
        bench.see(.up, of: east, from: east)
        bench.run(to: 35)
        bench.see(.down(since: 36), of: east, from: east)
        bench.run(to: 37)
        bench.see(.up, of: east, from: east)
        bench.run(to: 57.75)
        #expect(bench.judge.standing == .degraded)
        #expect(bench.judge.suspected(by: bench.plan.detection)?.at == .at(58))
        bench.run(to: 58)
        #expect(bench.history.last == "58.0 healthy")
    }

    @Test func aRegionThatLooksWellAtTheStartIsHealthyOnceMostOfItsAgentsAreHeard() {
        var bench = VerdictBench()
        bench.silence(east, first: 1)
        bench.run(to: 2)
        #expect(bench.judge.standing == nil, "one of two proves nothing yet")
        bench.change(east) { $0.isSilent = false }
        bench.run(to: 3)
        #expect(bench.judge.standing == .healthy)
    }

    @Test func theVerdictOfTheJournalStandsUntilAnotherIsDue() {
        var bench = VerdictBench(standing: .failed)
        bench.run(to: 20.75)
        #expect(bench.judge.standing == .failed)
        bench.run(to: 21)
        #expect(bench.judge.standing == .healthy)
    }
}

import Decision
import Domain
import Testing

/// DESIGN 3.3: which agents of a region count, and what of theirs.
struct ExpectedAgentTests {
    private let east = VerdictBench.east
    private let west = VerdictBench.west
    private let eu = VerdictBench.eu

    private func healthy(agentsEach: Int = 2, judging region: RegionID = VerdictBench.east) -> VerdictBench {
        var bench = VerdictBench(agentsEach: agentsEach, judging: region)
        bench.run(to: 10)
        return bench
    }

    @Test(arguments: [(1, Verdict.healthy), (2, .degraded), (3, .isolated)])
    func aMajorityOfTheExpectedAgentsMissingIsCriticalAllIsSilent(missing: Int, verdict: Verdict) {
        var bench = healthy(agentsEach: 3)
        bench.silence(east, first: missing)
        bench.run(to: 30)
        #expect(bench.judge.standing == verdict)
    }

    @Test func missingAndFailingAgentsMakeAMajorityTogether() {
        var bench = healthy(agentsEach: 3)
        bench.see(.down(since: 10), of: east, from: east, first: 2)
        bench.silence(east, first: 1)
        bench.run(to: 30)
        #expect(bench.judge.standing == .degraded)
    }

    @Test func aDrainedAgentIsNotExpected() {
        var bench = healthy()
        for id in bench.agents(of: east) { bench.agents[id]?.isDrained = true }
        bench.run(to: 12)
        #expect(bench.judge.assessment?.verdict == .unknown, "nobody is left who could say anything")
        bench.agents["us-east-1/1"]?.isDrained = false
        bench.silence(east)
        bench.conducts["us-east-1/1"]?.isSilent = false
        bench.run(to: 30)
        #expect(bench.judge.standing == .healthy, "one of one reports")
    }

    @Test func anAgentNotHeardForADayIsNotExpected() {
        var bench = VerdictBench(agentsEach: 3)
        bench.silence(east, first: 2)
        let first = AgentView(id: "us-east-1/1", region: east, waitingSince: .at(0 - 24 * 3600 + 20))
        bench.agents[first.id] = first
        bench.run(to: 19)
        #expect(bench.judge.assessment?.verdict == .degraded)
        bench.run(to: 20)
        #expect(bench.judge.assessment?.verdict == .healthy)
    }

    @Test func anAgentThatSaidByeIsNotSilentUntilItsTimeIsOver() {
        var bench = healthy()
        bench.leave(east, for: 60)
        bench.run(to: 60)
        #expect(bench.judge.assessment?.verdict == .healthy, "not even suspected")
        bench.run(to: 73.75)
        #expect(bench.history == ["1.0 healthy"])
        bench.run(to: 74)
        #expect(bench.history.last == "74.0 isolated", "away until 70 s, and confirm from there")
    }

    @Test func aReportEndsTheAbsence() {
        var bench = healthy()
        bench.leave(east, for: 600)
        bench.run(to: 20)
        bench.change(east) { $0.isSilent = false }
        bench.run(to: 21)
        bench.silence(east)
        bench.run(to: 30)
        #expect(bench.history.last == "26.0 isolated")
    }

    @Test func whatAnAgentSawBeforeItWentAwayDoesNotGoOnCounting() {
        var bench = healthy()
        bench.see(.down(since: 10), of: east, from: east)
        bench.run(to: 11)
        bench.leave(east, for: 60)
        bench.run(to: 60)
        #expect(bench.history == ["1.0 healthy"])
    }

    @Test func whatFailsBehindAFenceOfTheActiveRegionDoesNotCount() {
        var bench = healthy()
        bench.subject.hasOpenProposal = true
        bench.change(east) { $0.isFenced = true }
        bench.see(.down(since: 10), of: east, from: east)
        bench.run(to: 60)
        #expect(bench.judge.standing == .healthy)
        bench.change(east) { $0.isFenced = false }
        bench.run(to: 70)
        #expect(bench.judge.standing == .degraded)
    }

    @Test func whatFailsInAStandbyCountsThoughItIsFenced() {
        var bench = healthy(judging: west)
        bench.change(west) { $0.isFenced = true }
        bench.run(to: 20)
        #expect(bench.judge.standing == .healthy, "a standby is always fenced")
        bench.see(.down(since: 20), of: west, from: west)
        bench.run(to: 30)
        #expect(bench.judge.standing == .degraded)
    }

    @Test func aFencedGuardianDegradesTheActiveRegionOnlyWithoutAProposalAndAfterConfirm() {
        var bench = healthy()
        bench.subject.hasOpenProposal = true
        bench.change(east, first: 1) { $0.isFenced = true }
        bench.run(to: 30)
        #expect(bench.history == ["1.0 healthy"])
        bench.subject.hasOpenProposal = false
        bench.run(to: 40)
        #expect(bench.history.last == "34.25 degraded", "the first look without a proposal was at 30.25 s")
    }
}

import Decision
import Domain
import Testing

/// DESIGN 3.3: when a vantage region votes, and when it abstains.
struct VantageVoteTests {
    private let east = VerdictBench.east
    private let west = VerdictBench.west
    private let eu = VerdictBench.eu

    /// Everything was up for 10 s; then us-west-2 sees us-east-1 down.
    private func doubtful(agentsEach: Int = 2) -> VerdictBench {
        var bench = VerdictBench(agentsEach: agentsEach)
        bench.run(to: 10)
        bench.see(.down(since: 10), of: east, from: west)
        return bench
    }

    private func expectAbstention(_ bench: VerdictBench, _ reason: String, _ place: SourceLocation = #_sourceLocation) {
        #expect(bench.vote(of: west) == .abstains, sourceLocation: place)
        #expect(bench.reason(of: west) == reason, sourceLocation: place)
    }

    @Test func aMajorityOfExpectedAgentsVotes() {
        var bench = doubtful(agentsEach: 3)
        bench.see(.up, of: east, from: west, first: 1)
        bench.run(to: 12)
        #expect(bench.vote(of: west) == .down)
        bench.see(.up, of: east, from: west, first: 2)
        bench.run(to: 13)
        #expect(bench.vote(of: west) == .up)
    }

    @Test func itAbstainsWhenTooFewAreHeard() {
        var bench = doubtful()
        bench.silence(west, first: 1)
        bench.run(to: 14)
        expectAbstention(bench, "agents not heard")
    }

    @Test func itAbstainsInATie() {
        var bench = doubtful()
        bench.see(.up, of: east, from: west, first: 1)
        bench.run(to: 12)
        expectAbstention(bench, "1 up, 1 down: a tie")
    }

    @Test func itAbstainsOnACheckThatWasNeverUp() {
        var bench = VerdictBench()
        bench.change(west) { $0.neverUp = [VerdictBench.east] }
        bench.see(.down(since: 0), of: east, from: west)
        bench.run(to: 12)
        expectAbstention(bench, "never saw it up")
    }

    @Test func withANewPlanWhatWasSeenUpBeforeProvesNothing() {
        var bench = doubtful()
        bench.change(west) { $0.neverUp = [VerdictBench.east] }
        for id in bench.agents(of: west) { bench.agents[id]?.forgetChecks(of: VerdictBench.application, before: 0) }
        bench.run(to: 12)
        expectAbstention(bench, "never saw it up")
    }

    /// The report of an agent that has not heard of the new plan yet is about the old plan's checks.
    @Test func whatIsReportedUnderAnOlderPlanProvesNothing() {
        var bench = doubtful()
        for id in bench.agents(of: west) { bench.agents[id]?.forgetChecks(of: VerdictBench.application, before: 7) }
        bench.change(west) { $0.assignment = 6 }
        bench.run(to: 12)
        expectAbstention(bench, "runs no vantage check of it")
        bench.change(west) {
            $0.assignment = 7
            $0.neverUp = [VerdictBench.east]
        }
        bench.run(to: 14)
        expectAbstention(bench, "never saw it up")
        bench.change(west) { $0.neverUp = [] }
        bench.run(to: 16)
        #expect(bench.vote(of: west) == .down)
    }

    @Test func whatAnEarlierProcessOfTheAgentSawUpCounts() {
        var bench = doubtful()
        bench.change(west) { $0.neverUp = [VerdictBench.east] }
        bench.run(to: 12)
        #expect(bench.vote(of: west) == .down)
    }

    @Test func aCheckThatWasNeverUpLendsItsAgeToNoOther() throws {
        var bench = VerdictBench(agentsEach: 1)
        bench.run(to: 10)
        bench.plan.checks.append(CheckDefinition(id: "typo", uses: "http", isCritical: true, from: [.vantage]))
        for region in [west, eu] {
            let id = try #require(bench.agents(of: region).first)
            var report = AgentConduct(sights: [east: .down(since: 10), west: .up, eu: .up])
                .report(at: 11, checks: [bench.plan.checks[0]])
            var typo = AgentConduct(sights: [east: .down(since: 0)], neverUp: [east])
                .report(at: 11, checks: [bench.plan.checks[1]])
            report.checks += typo.checks
            typo.checks = []
            bench.silence(region)
            let plan = bench.plan
            bench.agents[id]?.take(report, as: "c1", at: .at(11)) { plan.isFresh($0) }
        }
        bench.run(to: 11)
        #expect(bench.vote(of: west) == .down)
        #expect(bench.judge.assessment?.verdict == .unreachable)
        #expect(bench.judge.assessment?.since == .at(10))
    }

    @Test func itAbstainsWhileItsAgentsAreStarved() {
        var bench = doubtful()
        bench.change(west) { $0.loopLag = .seconds(1.1) }
        bench.run(to: 12)
        expectAbstention(bench, "agent is starved of time")
    }

    @Test func itAbstainsWhenItSeesNoOtherRegionUpEither() {
        var bench = doubtful()
        bench.see(.down(since: 10), of: eu, from: west)
        bench.run(to: 12)
        expectAbstention(bench, "sees no other region up")
    }

    @Test(arguments: [(VerdictBench.west, false), (VerdictBench.east, false), ("elsewhere", true)])
    func withNoThirdRegionToLookAtItsReportsHaveToCrossABorder(controller: RegionID, votes: Bool) {
        var bench = VerdictBench(regions: [east, west], controllerRegion: controller)
        bench.run(to: 10)
        bench.see(.down(since: 10), of: east, from: west)
        bench.run(to: 12)
        #expect(bench.vote(of: west) == (votes ? .down : .abstains))
    }

    @Test func itAbstainsOnResultsThatAreTooOld() {
        var bench = doubtful()
        bench.change(west) { $0.age = .seconds(4.1) }
        bench.run(to: 12)
        expectAbstention(bench, "runs no vantage check of it")
    }

    @Test(arguments: [AgentConduct.Sight.undecided, .recovering])
    func itAbstainsWhileItsChecksAreNotDecided(sight: AgentConduct.Sight) {
        var bench = doubtful()
        bench.see(sight, of: east, from: west)
        bench.run(to: 12)
        expectAbstention(bench, "checks not decided")
    }

    @Test func aRegionWithoutAgentsAbstains() {
        var bench = doubtful()
        bench.agents = bench.agents.filter { $0.value.region != west }
        bench.run(to: 12)
        expectAbstention(bench, "no agents")
    }

    @Test func theSourceIsNoVantageRegionOfTheTarget() {
        var bench = VerdictBench(judging: west, excluded: [east])
        bench.run(to: 10)
        for region in [east, eu] { bench.see(.down(since: 10), of: west, from: region) }
        bench.run(to: 20)
        #expect(bench.judge.assessment?.votes.map(\.region) == [eu])
        #expect(bench.judge.standing == .unreachable, "one of one is a majority")
    }

    @Test func anAgentThatSaidItWouldBeAwayVotesOnlyWhileItsLastReportIsFresh() {
        var bench = doubtful()
        bench.run(to: 12)
        bench.leave(west, for: 60)
        bench.run(to: 14.75)
        #expect(bench.vote(of: west) == .down)
        bench.run(to: 15)
        expectAbstention(bench, "agents not heard")
    }
}

import Decision
import Domain
import Testing

/// The table of DESIGN 3.3, row by row: what the agents of a region and the vantage regions say, and the verdict on it.
struct VerdictTableTests {
    enum Local: String, Sendable { case silent, critical, fenced, reporting }

    struct Row: CustomTestStringConvertible, Sendable {
        var local: Local
        var votes: [VantageVote]
        var verdict: Verdict

        init(_ local: Local, _ votes: [VantageVote], _ verdict: Verdict) {
            self.local = local
            self.votes = votes
            self.verdict = verdict
        }

        var testDescription: String { "\(local) \(votes.map(\.rawValue)) -> \(verdict)" }
    }

    /// Two vantage regions, so that Q is 2.
    static let two: [Row] = [
        Row(.silent, [.up, .up], .isolated),
        Row(.silent, [.up, .down], .isolated),
        Row(.silent, [.up, .abstains], .isolated),
        Row(.silent, [.down, .down], .failed),
        Row(.silent, [.down, .abstains], .unknown),
        Row(.silent, [.abstains, .abstains], .unknown),
        Row(.critical, [.up, .up], .degraded),
        Row(.critical, [.up, .down], .degraded),
        Row(.critical, [.up, .abstains], .degraded),
        Row(.critical, [.down, .down], .failed),
        Row(.critical, [.down, .abstains], .degraded),
        Row(.critical, [.abstains, .abstains], .degraded),
        Row(.fenced, [.up, .up], .degraded),
        Row(.fenced, [.up, .down], .degraded),
        Row(.fenced, [.down, .down], .unreachable),
        Row(.fenced, [.down, .abstains], .degraded),
        Row(.reporting, [.up, .up], .healthy),
        Row(.reporting, [.up, .down], .healthy),
        Row(.reporting, [.up, .abstains], .healthy),
        Row(.reporting, [.down, .down], .unreachable),
        Row(.reporting, [.down, .abstains], .healthy),
        Row(.reporting, [.abstains, .abstains], .healthy),
    ]

    /// Other numbers of vantage regions; abstaining ones count for Q.
    static let others: [Row] = [
        Row(.silent, [.down], .failed),
        Row(.silent, [.abstains], .unknown),
        Row(.reporting, [.down], .unreachable),
        Row(.silent, [.down, .down, .abstains], .failed),
        Row(.silent, [.down, .abstains, .abstains], .unknown),
        Row(.silent, [.down, .down, .up], .isolated),
        Row(.critical, [.down, .down, .up], .degraded),
        Row(.silent, [.down, .down, .abstains, .abstains], .unknown),
        Row(.silent, [.down, .down, .down, .abstains], .failed),
        Row(.silent, [.down, .down, .down, .up], .isolated),
        Row(.reporting, [.down, .down, .down, .up], .healthy),
        Row(.reporting, [.down, .down, .down, .abstains], .unreachable),
    ]

    @Test(arguments: two + others)
    func theFirstRowThatAppliesIsTheVerdict(row: Row) {
        let vantage = row.votes.indices.map { RegionID("vantage-\($0)") }
        var bench = VerdictBench(regions: [VerdictBench.east] + vantage)
        bench.run(to: 10)
        act(row.local, in: &bench)
        for (region, vote) in zip(vantage, row.votes) { cast(vote, by: region, in: &bench) }
        bench.run(to: 30)
        #expect(vantage.map { bench.vote(of: $0) } == row.votes, "the set-up does what it says")
        #expect(bench.judge.standing == row.verdict)
    }

    private func act(_ local: Local, in bench: inout VerdictBench) {
        switch local {
        case .silent: bench.silence(VerdictBench.east)
        case .critical: bench.see(.down(since: 10), of: VerdictBench.east, from: VerdictBench.east)
        case .fenced: bench.change(VerdictBench.east, first: 1) { $0.isFenced = true }
        case .reporting: break
        }
    }

    private func cast(_ vote: VantageVote, by region: RegionID, in bench: inout VerdictBench) {
        switch vote {
        case .up: break
        case .down: bench.see(.down(since: 10), of: VerdictBench.east, from: region)
        case .abstains: bench.see(.down(since: 10), of: VerdictBench.east, from: region, first: 1)
        }
    }

    @Test func aPlanWithoutVantageChecksNeverFindsARegionFailed() {
        var bench = VerdictBench()
        bench.plan.checks[0].from = [.local]
        bench.run(to: 10)
        bench.silence(VerdictBench.east)
        bench.run(to: 60)
        #expect(bench.judge.standing == .unknown)
    }

    @Test func aCheckThatIsNotCriticalDoesNotCount() {
        var bench = VerdictBench()
        bench.plan.checks[0].isCritical = false
        bench.run(to: 10)
        for region in [VerdictBench.east, VerdictBench.west, VerdictBench.eu] {
            bench.see(.down(since: 10), of: VerdictBench.east, from: region)
        }
        bench.run(to: 60)
        #expect(bench.judge.standing == .healthy)
    }

    @Test func aVerdictCarriesItsEvidence() {
        var bench = VerdictBench(agentsEach: 1)
        bench.run(to: 10)
        bench.see(.down(since: 10), of: VerdictBench.east, from: VerdictBench.east)
        bench.see(.down(since: 10), of: VerdictBench.east, from: VerdictBench.west)
        bench.run(to: 20)
        #expect(bench.judge.assessment?.failingChecks == ["api"])
        #expect(
            bench.judge.assessment?.evidence(at: .at(20)) == [
                "1 of 1 agents report",
                "agent us-east-1/1: api down, ",
                "us-west-2 votes down: 1 of 1 agents see it down",
                "eu-west-1 votes up: 1 of 1 agents see it up",
            ]
        )
    }
}

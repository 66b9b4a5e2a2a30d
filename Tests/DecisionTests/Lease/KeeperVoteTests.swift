import Decision
import Domain
import Testing

/// DESIGN 3.1, rule 3: when a controller may vote.
struct KeeperVoteTests {
    private let db1 = AgentProcess(agent: "db1", process: 1)
    private let db2 = AgentProcess(agent: "db2", process: 1)
    /// 5 s of lease and fence, on a clock that runs fast by 1 % beside one that is slow by 1 %.
    private let hold = 5 * 1.01 / 0.99

    @Test func rule3_aControllerThatGrantedNothingVotesAtOnce() {
        var bench = KeeperBench.granting()
        bench.agree(at: 20)
        #expect(bench.cast == KeeperBench.vote())
    }

    @Test func rule3_itVotesOnlyForAnOpenProposalThatItAgreesTo() {
        var bench = KeeperBench.granting()
        bench.handle(.agreed(1, true), at: 20)
        #expect(bench.cast == nil)
        bench.handle(.agreed(1, false), at: 20)
        bench.handle(.boardChanged(KeeperBench.board(open: Sample.proposal(1))), at: 20)
        #expect(bench.cast == nil)
        bench.handle(.agreed(2, true), at: 20)
        #expect(bench.cast == nil)
    }

    @Test func rule3_itDoesNotVoteForAProposalToEndAnotherEpoch() {
        var bench = KeeperBench.granting()
        bench.handle(.boardChanged(KeeperBench.board(epoch: 2, open: Sample.proposal(1, epoch: 1))), at: 20)
        bench.handle(.agreed(1, true), at: 20)
        #expect(bench.cast == nil)
    }

    @Test func rule3_itWaitsForLeaseAndFenceOnTheSlowestClockSinceTheLastGrant() throws {
        var bench = KeeperBench.granting()
        bench.report(1, at: 18)
        bench.report(2, at: 20)
        bench.agree(at: 20.5)
        let wake = try #require(bench.wake)
        #expect(abs((wake - .at(20 + hold)) / .nanoseconds(1)) < 2)
        bench.handle(.woken, at: 20 + hold - 0.001)
        #expect(bench.cast == nil)
        bench.handle(.woken, at: 20 + hold + 0.001)
        #expect(bench.cast == KeeperBench.vote())
    }

    @Test func rule3_itWaitsUnderTheLongestTermsThatItGranted() {
        var bench = KeeperBench.granting()
        bench.report(1, at: 19)
        bench.handle(
            .guardingChanged(
                .leases(LeaseTerms(ttl: .seconds(1), fenceTimeout: .seconds(1)), handOver: Sample.handOver)
            ),
            at: 19.5
        )
        bench.report(2, at: 20)
        bench.agree(at: 20)
        bench.handle(.woken, at: 20 + hold - 0.001)
        #expect(bench.cast == nil)
        bench.handle(.woken, at: 20 + hold + 0.001)
        #expect(bench.cast != nil)
    }

    @Test func rule3_aConfirmationAfterTheLastGrantVotesAtOnce() {
        var bench = KeeperBench.granting()
        bench.report(1, at: 20)
        bench.agree(at: 20)
        bench.report(3, fencedSince: 2, at: 21)
        #expect(bench.cast == KeeperBench.vote())
    }

    @Test(arguments: [1, 2] as [ReportNumber])
    func rule3_aConfirmationBeforeTheLastGrantDoesNotOpenTheShortCut(since: ReportNumber) {
        var bench = KeeperBench.granting()
        bench.report(1, fencedSince: 1, at: 19)
        bench.report(2, fencedSince: since, at: 20)
        bench.agree(at: 20)
        bench.report(4, fencedSince: since, at: 21)
        #expect(bench.keeper.vote == .none)
    }

    @Test func rule3_aConfirmationIsMeasuredByReportNumbersNotByArrival() {
        var bench = KeeperBench.granting()
        bench.report(9, at: 20)
        bench.agree(at: 20)
        bench.report(5, fencedSince: 4, at: 21)
        #expect(bench.cast == nil, "a late report from before the last grant")
        bench.report(10, fencedSince: 10, at: 22)
        #expect(bench.cast != nil)
    }

    @Test func rule3_aGrantForALateReportDoesNotLowerTheLastOne() {
        var bench = KeeperBench.granting()
        bench.report(9, at: 20)
        bench.report(5, at: 20)
        bench.agree(at: 20)
        bench.report(10, fencedSince: 8, at: 21)
        #expect(bench.cast == nil)
    }

    @Test func rule3_everyGuardianMustConfirm() {
        var bench = KeeperBench.granting()
        bench.report(1, by: db1, at: 20)
        bench.report(1, by: db2, at: 20)
        bench.agree(at: 20)
        bench.report(2, by: db1, fencedSince: 2, at: 21)
        #expect(bench.cast == nil)
        bench.report(2, by: db2, fencedSince: 2, at: 21)
        #expect(bench.cast != nil)
    }

    @Test func rule3_everyProcessIsAGuardianOfItsOwn() {
        var bench = KeeperBench.granting()
        bench.report(1, by: db1, at: 20)
        bench.agree(at: 20)
        bench.report(9, by: AgentProcess(agent: "db1", process: 2), fencedSince: 9, at: 21)
        #expect(bench.cast == nil)
    }

    @Test func rule3_oneGuardianConfirmsAndTheOtherIsWaitedFor() {
        var bench = KeeperBench.granting()
        bench.report(1, by: db1, at: 20)
        bench.report(1, by: db2, at: 18)
        bench.agree(at: 20)
        bench.report(2, by: db1, fencedSince: 2, at: 21)
        bench.handle(.woken, at: 18 + hold - 0.001)
        #expect(bench.cast == nil)
        bench.handle(.woken, at: 18 + hold + 0.001)
        #expect(bench.cast != nil)
    }

    @Test func aProposalByConfirmationOnlyDoesNotWaitForAGuardianThatIsHeard() {
        var bench = KeeperBench.granting()
        bench.report(1, at: 20)
        bench.agree(proof: .confirmationOnly, at: 20)
        for second in 1...30 { bench.report(ReportNumber(UInt64(second + 1)), at: 20 + Double(second)) }
        #expect(bench.cast == nil)
        bench.report(40, fencedSince: 40, at: 51)
        #expect(bench.cast != nil)
    }

    @Test func aProposalByConfirmationOnlyWaitsOutAProcessThatIsGone() {
        var bench = KeeperBench.granting()
        bench.report(1, by: AgentProcess(agent: "db1", process: 0), at: 20)
        bench.agree(proof: .confirmationOnly, at: 20)
        bench.handle(.woken, at: 20 + hold - 0.001)
        #expect(bench.cast == nil)
        bench.handle(.woken, at: 20 + hold + 0.001)
        #expect(bench.cast != nil)
    }

    @Test func withoutAPlanNobodyVotes() {
        var bench = KeeperBench()
        bench.agree(at: 20)
        #expect(bench.cast == nil)
    }

    @Test func rule6_afterAStartTheShortCutIsClosedUntilStrangersAreDead() {
        var bench = KeeperBench(stored: Sample.terms)
        bench.handle(
            .guardingChanged(
                .leases(LeaseTerms(ttl: .seconds(1), fenceTimeout: .seconds(1)), handOver: Sample.handOver)
            ),
            at: 0
        )
        bench.report(1, at: 1)
        bench.agree(at: 1)
        bench.report(2, fencedSince: 2, at: 2)
        #expect(bench.cast == nil, "a guardian that this process does not know may hold a grant of its predecessor")
        bench.handle(.woken, at: hold - 0.001)
        #expect(bench.cast == nil)
        bench.handle(.woken, at: hold + 0.001)
        #expect(bench.cast != nil)
    }
}

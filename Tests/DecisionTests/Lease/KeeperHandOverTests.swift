import Decision
import Domain
import Testing

/// DESIGN 3.1, "Availability of leases" and rule 6: what a controller leaves to guardians when it stops by plan.
struct KeeperHandOverTests {
    private static let guardian = AgentProcess(agent: "db1", process: 1)
    /// (300 s + 2 s) × 1.01 / 0.99.
    private static let hold = 308.2

    private static func left(report: ReportNumber = 9, epoch: Epoch = 1) -> HandOver.Entry {
        HandOver.Entry(
            application: Sample.application,
            guardian: guardian,
            epoch: epoch,
            report: report,
            terms: Sample.handOver
        )
    }

    // MARK: The process that stops

    @Test func theLastGrantAnswersTheLastReportOnceMoreAndIsLong() {
        var bench = KeeperBench.granting()
        bench.report(7, at: 1)
        #expect(bench.keeper.beginHandOver(at: .at(2)) == [Self.left(report: 7)])
        let given = bench.keeper.giveHandOver(at: .at(3))
        #expect(given.map(\.0) == [Self.left(report: 7)])
        #expect(given.first?.1.grant?.terms == Sample.handOver)
    }

    @Test func fromThenOnNothingElseIsGranted() {
        var bench = KeeperBench.granting()
        bench.report(7, at: 1)
        _ = bench.keeper.beginHandOver(at: .at(2))
        #expect(!bench.isGranting(at: 2.5))
        _ = bench.keeper.giveHandOver(at: .at(3))
        #expect(!bench.isGranting(at: 3.5))
    }

    @Test func aGuardianWhoseGrantHasEndedOrThatHasFencedGetsNone() {
        var bench = KeeperBench.granting()
        bench.report(7, at: 1)
        bench.report(8, by: AgentProcess(agent: "db2", process: 4), at: 8)
        bench.report(9, by: AgentProcess(agent: "db2", process: 4), fencedSince: 9, isSound: false, at: 8.5)
        #expect(bench.keeper.beginHandOver(at: .at(9)).isEmpty)
    }

    @Test func nothingIsGivenForAnEpochThatIsToEnd() {
        var bench = KeeperBench.granting()
        bench.report(7, at: 1)
        _ = bench.keeper.beginHandOver(at: .at(2))
        bench.agree(at: 2.5)
        #expect(bench.keeper.giveHandOver(at: .at(3)).isEmpty)
    }

    @Test func itsOwnVoteWaitsForWhatItGave() {
        var bench = KeeperBench.granting()
        bench.report(7, at: 1)
        _ = bench.keeper.beginHandOver(at: .at(2))
        _ = bench.keeper.giveHandOver(at: .at(3))
        bench.agree(at: 4)
        #expect(bench.cast == nil)
        bench.handle(.woken, at: 3 + Self.hold)
        #expect(bench.cast != nil)
    }

    // MARK: The next process

    @Test func rule6_theVoteWaitsForWhatWasLeft() {
        var bench = KeeperBench.granting(left: [Self.left()])
        bench.agree(at: 1)
        #expect(bench.cast == nil)
        bench.handle(.woken, at: Self.hold - 0.3)
        #expect(bench.cast == nil)
        bench.handle(.woken, at: Self.hold)
        #expect(bench.cast != nil)
    }

    @Test func whatWasLeftOfAnotherEpochIsOver() {
        var bench = KeeperBench.granting(left: [Self.left(epoch: 7)])
        bench.agree(at: 1)
        #expect(bench.cast != nil)
    }

    @Test(arguments: [(9, false), (10, true)] as [(ReportNumber, Bool)])
    func aGuardianThatFencedAfterItsLastGrantNeedNotBeWaitedFor(since: ReportNumber, isProof: Bool) {
        var bench = KeeperBench.granting(left: [Self.left(report: 9)])
        bench.agree(at: 1)
        bench.report(12, fencedSince: since, at: 2)
        #expect((bench.cast != nil) == isProof)
    }

    /// The fence may have been promised 15 s under the long grant just before: (15 s + 2 s) × 1.01 / 0.99 is 17.4 s.
    @Test func aGuardianThatHoldsANewerGrantIsWaitedForAsLongAsItsFenceMayHaveBeenPromised() {
        var bench = KeeperBench.granting(left: [Self.left(report: 9)])
        bench.report(12, at: 1)
        bench.report(13, held: 9, at: 2)
        bench.report(14, held: 12, at: 3)
        bench.report(15, held: 14, at: 4)
        bench.agree(at: 5)
        bench.handle(.woken, at: 20)
        #expect(bench.cast == nil)
        bench.handle(.woken, at: 20.4)
        #expect(bench.cast != nil)
    }

    /// A region that dies soon after a planned restart may be judged unreachable for a moment.
    @Test func whatWasLeftAndIsOverKeepsNoProposalByConfirmationWaiting() {
        var bench = KeeperBench.granting(left: [Self.left(report: 9)])
        bench.report(12, at: 1)
        bench.report(13, held: 12, at: 2)
        bench.report(14, held: 13, at: 30)
        bench.agree(proof: .confirmationOnly, at: 31)
        let hold = Sample.terms.longestHold / .seconds(1)
        bench.handle(.woken, at: 30 + hold - 0.01)
        #expect(bench.cast == nil)
        bench.handle(.woken, at: 30 + hold + 0.01)
        #expect(bench.cast != nil)
    }

    /// Also where this process has answered the same report once more.
    @Test func aHeldGrantOfThePredecessorProvesNothing() {
        var bench = KeeperBench.granting(left: [Self.left(report: 9)])
        bench.report(9, at: 1)
        bench.report(12, held: 9, at: 2)
        bench.agree(at: 5)
        bench.handle(.woken, at: 100)
        #expect(bench.cast == nil)
    }

    @Test func whatIsAliveOfItIsLeftAgainByAProcessThatStopsToo() {
        var bench = KeeperBench.granting(left: [Self.left(report: 9)])
        #expect(bench.keeper.leftAlive(at: .at(2)) == [Self.left(report: 9)])
        #expect(bench.keeper.beginHandOver(at: .at(2)) == [Self.left(report: 9)])
        #expect(bench.keeper.leftAlive(at: .at(Self.hold)).isEmpty)
    }

    /// The plan promises less by now, but the guardian may have heard nothing of this process.
    @Test func whatIsLeftAgainIsNotShorterThanWhatWasLeft() {
        var bench = KeeperBench.granting(left: [Self.left(report: 9)])
        bench.handle(.guardingChanged(.leases(Sample.terms, handOver: Sample.terms)), at: 1)
        bench.report(12, at: 2)
        #expect(bench.keeper.beginHandOver(at: .at(3)) == [Self.left(report: 12)])
    }

    @Test func rule8_nothingIsLeftForAnEpochThatTheStoreHasForgotten() {
        var bench = KeeperBench.granting()
        bench.report(7, at: 1)
        bench.report(8, highestEpoch: 2, at: 2)
        #expect(bench.keeper.beginHandOver(at: .at(3)).isEmpty)
    }

    @Test func rule7_grantsUnderAnOutgoingSetMayHaveBeenLeft() {
        var bench = KeeperBench.granting(left: [Self.left()])
        bench.keeper.adopt(Sample.set(version: 2), at: .at(1))
        #expect(!bench.keeper.grantsNothing(before: 2, at: .at(200)))
        #expect(bench.keeper.grantsNothing(before: 2, at: .at(Self.hold)))
    }
}

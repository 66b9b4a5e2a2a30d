import Decision
import Domain
import Testing

/// DESIGN 3.1, rules 0, 1, 6 and 8: to whom a controller grants, and under which terms.
struct KeeperGrantTests {
    @Test func rule1_aGrantSaysEpochTermsSetAndWhichProposalsAreOver() {
        var bench = KeeperBench.granting()
        bench.handle(.boardChanged(KeeperBench.board(epoch: 3, last: 5)), at: 1)
        let expected = Grant(epoch: 3, terms: Sample.terms, controllerSet: Sample.set(), proposalsOver: 5)
        #expect(bench.report(1, at: 2).grant == expected)
    }

    @Test func rule1_onlyTheActiveRegionIsGranted() {
        var bench = KeeperBench.granting()
        #expect(bench.report(1, region: Sample.west, at: 1).grant == nil)
        #expect(bench.report(1, region: Sample.east, at: 1).grant != nil)
    }

    @Test func rule2_anAgentWhoseFenceCannotKeepItsBoundGetsNoGrants() {
        var bench = KeeperBench.granting()
        #expect(bench.report(1, isSound: false, at: 1).grant == nil)
    }

    @Test func rule0_aControllerStopsGrantingForAnOpenProposalThatItAgreesTo() {
        var bench = KeeperBench.granting()
        bench.handle(.agreed(1, true), at: 1)
        #expect(bench.isGranting(at: 1), "no proposal is open")
        bench.handle(.boardChanged(KeeperBench.board(open: Sample.proposal(1))), at: 2)
        #expect(!bench.isGranting(at: 2), "it agrees to the proposal that is open")
        bench.handle(.agreed(1, false), at: 3)
        bench.handle(.withdrawalEnded(.stored(5)), at: 3)
        #expect(bench.isGranting(at: 3), "it does not agree any more")
        bench.handle(.agreed(1, true), at: 4)
        bench.handle(.boardChanged(KeeperBench.board(last: 1)), at: 5)
        #expect(bench.isGranting(at: 5), "the proposal is over")
        bench.handle(.boardChanged(KeeperBench.board(open: Sample.proposal(2))), at: 6)
        #expect(bench.isGranting(at: 6), "it was never asked about the next one")
    }

    @Test func rule0_guardiansAreToldOfAnOpenProposalByEveryController() {
        var bench = KeeperBench.granting()
        #expect(bench.report(1, at: 1).openProposal == nil)
        bench.handle(.boardChanged(KeeperBench.board(open: Sample.proposal(1))), at: 2)
        #expect(bench.report(2, at: 2).openProposal == 1)
        bench.handle(.boardChanged(KeeperBench.board(last: 1)), at: 3)
        #expect(bench.report(3, at: 3).openProposal == nil)
    }

    @Test func rule0_aGrantDuringAnOpenProposalDoesNotSayThatItIsOver() {
        var bench = KeeperBench.granting()
        bench.handle(.boardChanged(KeeperBench.board(open: Sample.proposal(3))), at: 2)
        #expect(bench.report(1, at: 2).grant?.proposalsOver == 2)
    }

    @Test func rule6_nothingIsGrantedBeforeItsTermsAreStored() {
        var bench = KeeperBench()
        #expect(
            bench.handle(.guardingChanged(.leases(Sample.terms, handOver: Sample.handOver)), at: 1) == [
                .raiseTerms(Sample.terms)
            ]
        )
        #expect(!bench.isGranting(at: 1))
        bench.handle(.raiseEnded(nil), at: 2)
        #expect(!bench.isGranting(at: 2))
        bench.handle(.raiseEnded(Sample.terms), at: 3)
        #expect(bench.report(1, at: 3).grant?.terms == Sample.terms)
    }

    @Test func rule6_aRaiseThatFailedIsRepeated() {
        var bench = KeeperBench()
        bench.handle(.guardingChanged(.leases(Sample.terms, handOver: Sample.handOver)), at: 1)
        bench.handle(.raiseEnded(nil), at: 2)
        #expect(bench.handle(.woken, at: 3) == [.raiseTerms(Sample.terms)])
    }

    @Test func rule6_longerTermsWaitForTheStoreWhileTheStoredOnesAreGranted() {
        var bench = KeeperBench.granting()
        let longer = LeaseTerms(ttl: .seconds(9), fenceTimeout: .seconds(4))
        bench.handle(.guardingChanged(.leases(longer, handOver: Sample.handOver)), at: 1)
        #expect(bench.report(1, at: 1).grant?.terms == Sample.terms)
        bench.handle(.raiseEnded(longer), at: 2)
        #expect(bench.report(2, at: 2).grant?.terms == longer)
    }

    @Test func shorterTermsAreGrantedAtOnce() {
        var bench = KeeperBench.granting()
        let shorter = LeaseTerms(ttl: .seconds(1), fenceTimeout: .seconds(1))
        #expect(bench.handle(.guardingChanged(.leases(shorter, handOver: Sample.handOver)), at: 1) == [])
        #expect(bench.report(1, at: 1).grant?.terms == shorter)
    }

    @Test(arguments: [nil, LeaseKeeper.Guarding.nothing])
    func withoutLeasesInThePlanNothingIsGranted(guarding: LeaseKeeper.Guarding?) {
        var bench = KeeperBench.granting()
        bench.handle(.guardingChanged(guarding), at: 1)
        #expect(!bench.isGranting(at: 1))
    }

    @Test func rule5_anEpochThatHasEndedIsNeverGrantedAgain() {
        var bench = KeeperBench.granting()
        bench.handle(.boardChanged(KeeperBench.board(epoch: 2, region: Sample.west, last: 1)), at: 1)
        bench.handle(.boardChanged(KeeperBench.board(epoch: 1, region: Sample.east, last: 1)), at: 2)
        #expect(!bench.isGranting(at: 2))
        #expect(bench.report(1, region: Sample.west, at: 2).grant?.epoch == 2)
    }

    @Test func rule0_aLateBoardDoesNotOpenAProposalAgainThatIsOver() {
        var bench = KeeperBench.granting()
        bench.handle(.boardChanged(KeeperBench.board(last: 1)), at: 1)
        bench.handle(.boardChanged(KeeperBench.board(open: Sample.proposal(1))), at: 2)
        let answer = bench.report(1, at: 3)
        #expect(answer.openProposal == nil)
        #expect(answer.grant?.proposalsOver == 1)
    }

    @Test func rule8_aControllerThatHearsOfAnEpochAboveTheStoresGrantsNothing() {
        var bench = KeeperBench.granting()
        #expect(bench.isGranting(at: 1))
        bench.report(1, by: AgentProcess(agent: "web9", process: 1), region: Sample.west, highestEpoch: 2, at: 2)
        #expect(bench.keeper.guardiansAhead == [EpochClaim(agent: "web9", epoch: 2)])
        #expect(!bench.isGranting(at: 2), "another guardian has seen the later epoch")
        bench.handle(.boardChanged(KeeperBench.board(epoch: 2, last: 1)), at: 3)
        #expect(bench.isGranting(at: 3))
    }

    @Test func rule8_afterARestoreNothingIsGrantedUntilAPersonHasSaidWhere() {
        var bench = KeeperBench.granting()
        bench.handle(.holdChanged(1), at: 1)
        #expect(!bench.isGranting(at: 1), "under the epoch of the restore nothing is granted")
        bench.handle(.boardChanged(KeeperBench.board(epoch: 2, region: Sample.west, last: 1)), at: 2)
        #expect(bench.report(1, region: Sample.west, at: 2).grant?.epoch == 2, "a person has said where it is active")
    }

    @Test func rule8_oneAgentThatIsWrongIsDrainedAndGrantsGoOn() {
        var bench = KeeperBench.granting()
        bench.report(1, by: AgentProcess(agent: "web9", process: 1), highestEpoch: 99, at: 2)
        bench.report(1, by: AgentProcess(agent: "web8", process: 1), highestEpoch: 2, at: 2)
        bench.handle(.drainsChanged(["web9"]), at: 3)
        #expect(!bench.isGranting(at: 3), "the other still says so")
        bench.handle(.drainsChanged(["web8", "web9"]), at: 4)
        #expect(bench.isGranting(at: 4))
        bench.report(2, by: AgentProcess(agent: "web9", process: 2), highestEpoch: 100, at: 5)
        #expect(bench.isGranting(at: 5), "whatever it says while it is drained")
        bench.handle(.drainsChanged(["web8"]), at: 6)
        #expect(!bench.isGranting(at: 6), "back in use, its word counts again")
    }
}

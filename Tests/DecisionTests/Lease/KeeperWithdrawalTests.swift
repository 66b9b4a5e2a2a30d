import Decision
import Domain
import Testing

/// DESIGN 3.1, rules 3 and 5: what a vote forbids, and how it is taken back.
struct KeeperWithdrawalTests {
    private let vote = KeeperBench.vote()
    private let withdrawal: [LeaseKeeper.Effect] = [.withdraw(epoch: 1)]

    @Test func rule3_nothingIsGrantedFromBeforeTheVoteIsSentUntilItsWithdrawalIsStored() {
        var bench = KeeperBench.casting()
        #expect(!bench.isGranting(at: 20), "the vote is on its way")
        bench.handle(.agreed(1, false), at: 21)
        #expect(!bench.isGranting(at: 21), "the vote may still arrive")
        bench.handle(.voteEnded(vote, .stored), at: 22)
        #expect(bench.effects == withdrawal)
        #expect(!bench.isGranting(at: 22), "the withdrawal is on its way")
        bench.handle(.withdrawalEnded(.unknown), at: 23)
        #expect(!bench.isGranting(at: 23), "nobody knows whether it is stored")
        bench.handle(.withdrawalEnded(.stored(5)), at: 24)
        #expect(bench.isGranting(at: 24))
    }

    @Test func rule3_nothingIsGrantedWhileTheVoteStands() {
        var bench = KeeperBench.casting()
        bench.handle(.voteEnded(vote, .stored), at: 21)
        #expect(!bench.isGranting(at: 21))
        #expect(bench.handle(.agreed(1, false), at: 22) == withdrawal)
    }

    @Test func rule3_aVoteOfUnknownOutcomeStandsAndIsRepeatedAsItWas() {
        var bench = KeeperBench.casting()
        bench.handle(.voteEnded(vote, .unknown), at: 21)
        #expect(!bench.isGranting(at: 21))
        #expect(bench.handle(.woken, at: 22) == [.cast(vote)])
        bench.handle(.voteEnded(vote, .unknown), at: 23)
        bench.handle(.woken, at: 24)
        #expect(bench.handle(.agreed(1, false), at: 25) == [], "one order to the store at a time")
        #expect(!bench.isGranting(at: 25))
        #expect(bench.handle(.voteEnded(vote, .unknown), at: 26) == withdrawal)
        #expect(!bench.isGranting(at: 26))
    }

    @Test func rule5_aVoteThatWasRefusedIsWithdrawnAllTheSame() {
        var bench = KeeperBench.casting()
        #expect(bench.handle(.voteEnded(vote, .refused), at: 21) == withdrawal, "an earlier try may have been stored")
        #expect(!bench.isGranting(at: 21))
    }

    /// A store that refuses a vote for good must not be asked as fast as it answers.
    @Test func aVoteThatWasRefusedIsCastAgainAfterAPauseOnly() {
        var bench = KeeperBench.casting()
        bench.handle(.voteEnded(vote, .refused), at: 21)
        #expect(bench.handle(.withdrawalEnded(.stored(9)), at: 21.01) == [.wake(at: .at(21.25))])
        bench.handle(.woken, at: 21.2)
        #expect(bench.cast == nil)
        bench.handle(.woken, at: 21.25)
        #expect(bench.cast == KeeperBench.vote(sequence: 9))
    }

    @Test func rule5_theNextVoteCarriesTheSequenceThatTheWithdrawalWrote() {
        var bench = KeeperBench.casting()
        bench.handle(.agreed(1, false), at: 21)
        bench.handle(.voteEnded(vote, .unknown), at: 21)
        bench.handle(.withdrawalEnded(.stored(9)), at: 22)
        bench.handle(.agreed(1, true), at: 23)
        #expect(bench.cast == KeeperBench.vote(sequence: 9))
    }

    @Test func rule5_aRefusedWithdrawalWithholdsUntilTheNewEpochIsLearned() {
        var bench = KeeperBench.casting()
        bench.handle(.voteEnded(vote, .stored), at: 21)
        bench.handle(.agreed(1, false), at: 21)
        bench.handle(.withdrawalEnded(.refused), at: 22)
        #expect(!bench.isGranting(at: 22))
        #expect(bench.handle(.woken, at: 23) == withdrawal, "the board may be late; it asks again")
        bench.handle(.withdrawalEnded(.refused), at: 24)
        bench.handle(.boardChanged(KeeperBench.board(epoch: 2, region: Sample.west, last: 1)), at: 25)
        #expect(!bench.isGranting(at: 25))
        #expect(bench.report(1, region: Sample.west, at: 25).grant?.epoch == 2)
    }

    @Test(arguments: [LeaseKeeper.StoreResult.stored, .unknown])
    func rule5_closingTheProposalVoidsTheVote(result: LeaseKeeper.StoreResult) {
        var bench = KeeperBench.casting()
        bench.handle(.voteEnded(vote, result), at: 21)
        bench.handle(.boardChanged(KeeperBench.board(last: 1)), at: 22)
        #expect(bench.isGranting(at: 22))
        bench.handle(.boardChanged(KeeperBench.board(open: Sample.proposal(2))), at: 30)
        bench.handle(.agreed(2, true), at: 30)
        #expect(bench.cast == KeeperBench.vote(proposal: 2))
    }

    @Test func rule3_aLateBoardThatDoesNotShowTheVoteDoesNotVoidIt() {
        var bench = KeeperBench.casting()
        bench.handle(.voteEnded(vote, .stored), at: 21)
        bench.handle(.boardChanged(KeeperBench.board(open: Sample.proposal(1))), at: 22)
        bench.handle(.agreed(1, false), at: 22)
        #expect(bench.effects == withdrawal)
        #expect(!bench.isGranting(at: 22))
    }

    @Test func rule3_whatWasGrantedBeforeAProposalThatWasClosedIsStillWaitedFor() {
        var bench = KeeperBench.granting()
        bench.report(1, at: 20)
        bench.agree(at: 20)
        bench.handle(.boardChanged(KeeperBench.board(last: 1)), at: 21)
        bench.handle(.boardChanged(KeeperBench.board(open: Sample.proposal(2))), at: 22)
        bench.handle(.agreed(2, true), at: 22)
        #expect(bench.keeper.vote == .none)
        bench.handle(.woken, at: 26)
        #expect(bench.cast == KeeperBench.vote(proposal: 2))
    }

    @Test func rule5_anAnswerToAVoteThatIsVoidChangesNothing() {
        var bench = KeeperBench.casting()
        bench.handle(.boardChanged(KeeperBench.board(last: 1)), at: 21)
        bench.handle(.voteEnded(vote, .stored), at: 22)
        #expect(bench.keeper.vote == .none)
        #expect(bench.isGranting(at: 22))
    }

    @Test func rule5_aNewEpochEndsTheVoteAndItsGrants() {
        var bench = KeeperBench.casting()
        bench.handle(.voteEnded(vote, .stored), at: 21)
        bench.handle(.boardChanged(KeeperBench.board(epoch: 2, region: Sample.west, last: 1)), at: 22)
        #expect(bench.keeper.vote == .none)
        #expect(bench.report(1, region: Sample.west, at: 22).grant?.epoch == 2)
    }

    @Test func rule6_aVoteCarriesTheProcessAndTheSequenceOfItsRegistration() {
        var bench = KeeperBench(sequence: 12)
        bench.handle(.guardingChanged(.nothing), at: 0)
        bench.handle(.boardChanged(KeeperBench.board(open: Sample.proposal(1), sequence: 12)), at: 20)
        bench.handle(.agreed(1, true), at: 20)
        #expect(bench.cast?.process == 7)
        #expect(bench.cast?.sequence == 12)
    }
}

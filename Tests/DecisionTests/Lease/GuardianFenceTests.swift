import Decision
import Domain
import Testing

/// DESIGN 3.1, rules 0 and 2: when a guardian fences, and when it lifts again.
struct GuardianFenceTests {
    private let fence: [Guardian.Effect] = [.close, .bequeath(nil)]

    @Test func rule2_itFencesTheInstantTheLeaseEnds() {
        var bench = GuardianBench.open()
        #expect(bench.guardian.handle(.woken, at: .at(12.999)).orders == [])
        #expect(bench.guardian.handle(.woken, at: .at(13)) == fence)
    }

    @Test func rule2_aLeaseAsksToBeWokenAtItsEnd() {
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        bench.grant(by: "a", at: 10)
        #expect(bench.grant(by: "b", at: 10).contains(.wake(at: .at(13))))
        bench.report(at: 11)
        _ = bench.guardian.handle(.fenceOpened(true), at: .at(11))
        bench.grant(by: "a", at: 11)
        #expect(bench.grant(by: "b", at: 11).contains(.wake(at: .at(14))))
    }

    @Test func rule2_aHigherEpochFencesAtOnceAndIsKeptFirst() {
        var bench = GuardianBench.open()
        let told = LeaseAnswer(application: Sample.application, assignment: Sample.assignment(2, Sample.west))
        #expect(bench.answer(told, by: "c", at: 11) == [.remember(2)] + fence)
    }

    @Test func rule2_anOpenProposalFencesAtOnce() {
        var bench = GuardianBench.open()
        #expect(bench.hear(ofProposal: 1, at: 11) == fence)
    }

    @Test func rule0_aGuardianFencedByAProposalLiftsOnlyOnGrantsThatSayItIsOver() {
        var bench = GuardianBench.open()
        bench.hear(ofProposal: 1, at: 11)
        bench.finishFence(at: 11)
        bench.report(at: 12)
        for controller in Sample.controllers { #expect(bench.grant(by: controller, over: 0, at: 12).orders == []) }
        bench.grant(by: "a", over: 1, at: 12)
        #expect(bench.grant(by: "b", over: 1, at: 12).orders == [.open(until: .at(15))])
    }

    @Test func rule0_aProposalToEndAnEarlierEpochIsOver() {
        var bench = GuardianBench.fenced(highestEpoch: 2)
        bench.report(at: 10)
        bench.hear(ofProposal: 7, at: 10)
        bench.grant(by: "a", epoch: 2, over: 1, at: 10)
        #expect(bench.grant(by: "b", epoch: 2, over: 1, at: 10).orders == [.open(until: .at(13))])
    }

    @Test func rule2_itSaysFencedOnlyAfterTheFenceHasEnded() {
        var bench = GuardianBench.open()
        bench.report(at: 12)
        _ = bench.guardian.handle(.woken, at: .at(13))
        #expect(bench.guardian.report(at: .at(13)).fencedSince == nil, "writes may still be possible")
        bench.report(at: 14)
        bench.finishFence(at: 15)
        let next = bench.guardian.nextReport
        #expect(bench.guardian.report(at: .at(15)).fencedSince == next)
        bench.report(at: 16)
        #expect(bench.guardian.report(at: .at(16)).fencedSince == next, "every report says it while fenced")
    }

    @Test func rule2_grantsForReportsFromBeforeTheEndOfTheFenceDoNotLift() {
        var bench = GuardianBench.open()
        bench.hear(ofProposal: 1, at: 11)
        let during = bench.report(at: 11.5)
        bench.grant(by: "a", over: 1, at: 11.5)
        bench.finishFence(at: 12)
        #expect(bench.grant(by: "b", for: during, over: 1, at: 12).orders == [])
        #expect(bench.grant(by: "c", for: during, over: 1, at: 12).orders == [])
    }

    @Test func rule2_grantsFromBeforeTheFenceDoNotHoldAfterwardsEither() {
        var bench = GuardianBench.open()
        let before = bench.report(at: 12)
        bench.grant(by: "c", at: 12)
        _ = bench.guardian.handle(.hostPaused, at: .at(12))
        bench.finishFence(at: 12)
        bench.report(at: 12.1)
        bench.grant(by: "a", at: 12.1)
        #expect(bench.grant(by: "b", at: 12.1).orders == [.open(until: .at(15.1))])
        _ = bench.guardian.handle(.fenceOpened(true), at: .at(12.1))
        bench.grant(by: "c", for: before, at: 12.2)
        #expect(bench.guardian.margin(at: .at(12.2)) == 0)
    }

    @Test func rule2_theHookIsToldHowLongTheLeaseLasts() {
        var bench = GuardianBench.open()
        bench.report(at: 11)
        #expect(bench.grant(by: "a", at: 11).orders == [], "the majority's weakest grant has not changed")
        #expect(bench.grant(by: "b", at: 11).orders == [.extend(until: .at(14))])
    }

    @Test func rule2_liftingIsUndoneIfTheLeaseHasEndedWhenTheHookReturns() {
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        bench.grant(by: "a", at: 10)
        bench.grant(by: "b", at: 10)
        #expect(bench.guardian.handle(.fenceOpened(true), at: .at(13)) == fence)
    }

    @Test func rule2_theFenceClosesWhenTheLeaseEndsBehindAHookThatHangs() {
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        bench.grant(by: "a", at: 10)
        bench.grant(by: "b", at: 10)
        bench.report(at: 11)
        bench.grant(by: "a", at: 11)
        bench.grant(by: "b", at: 11)
        #expect(bench.guardian.handle(.woken, at: .at(13)) == [.wake(at: .at(14))])
        #expect(bench.guardian.handle(.woken, at: .at(14)) == fence)
    }

    @Test(arguments: [true, false])
    func rule2_aFenceThatWillNotOpenIsClosed(hasOpenedBefore: Bool) {
        var bench = GuardianBench.open()
        if !hasOpenedBefore {
            bench = .fenced()
            bench.report(at: 10)
            bench.grant(by: "a", at: 10)
            bench.grant(by: "b", at: 10)
        }
        #expect(bench.guardian.handle(.fenceOpened(false), at: .at(11)) == fence)
    }

    @Test func rule2_aHostThatStoodStillFencesAndForgets() {
        var bench = GuardianBench.open()
        bench.report(at: 11)
        #expect(bench.guardian.handle(.hostPaused, at: .at(11)) == fence)
        bench.finishFence(at: 11)
        for controller in Sample.controllers { #expect(bench.grant(by: controller, at: 11).orders == []) }
    }

    @Test func rule2_aHostThatStoodStillWhileFencedForgetsWhatItWasGrantedBefore() {
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        bench.grant(by: "a", at: 10)
        _ = bench.guardian.handle(.hostPaused, at: .at(10))
        #expect(bench.grant(by: "b", at: 10).orders == [])
        bench.report(at: 11)
        #expect(bench.grant(by: "b", at: 11).orders == [], "the grant of a is forgotten")
        #expect(bench.grant(by: "c", at: 11).orders == [.open(until: .at(14))])
    }

    @Test func rule2_aHostThatStoodStillWhileClosingIsNotClosedTwice() {
        var bench = GuardianBench.open()
        _ = bench.guardian.handle(.woken, at: .at(13))
        #expect(bench.guardian.handle(.hostPaused, at: .at(13)).orders == [])
    }

    @Test func aLateWordOfOpeningDoesNotStopTheFence() {
        var bench = GuardianBench.open()
        _ = bench.guardian.handle(.woken, at: .at(13))
        #expect(bench.guardian.handle(.fenceOpened(true), at: .at(13)) == [])
        #expect(bench.guardian.door == .closing)
    }
}

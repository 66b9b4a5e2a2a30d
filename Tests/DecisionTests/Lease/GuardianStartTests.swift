import Decision
import Domain
import Testing

/// DESIGN 3.1, rule 6 and the availability of leases: how an agent process starts, and what it leaves its successor.
struct GuardianStartTests {
    private func inherited(epoch: Epoch = 1, until ends: [ControllerID: Double]) -> InheritedLease {
        InheritedLease(
            application: Sample.application,
            epoch: epoch,
            controllerSet: Sample.set(),
            deadlines: ends.mapValues { .at($0) }
        )
    }

    @Test func rule6_anAgentStartsFenced() {
        var bench = GuardianBench()
        #expect(bench.guardian.start(at: .at(0)) == [.close, .bequeath(nil)])
        bench.report(at: 1)
        for controller in Sample.controllers { #expect(bench.grant(by: controller, at: 1).orders == []) }
        bench.finishFence(at: 2)
        #expect(bench.guardian.report(at: .at(2)).fencedSince == 2)
        #expect(bench.guardian.handle(.woken, at: .at(2)).orders == [])
    }

    @Test func rule6_aSuccessorGoesOnWithALiveLease() {
        var bench = GuardianBench(inherited: inherited(until: ["a": 13, "b": 12, "c": 9]))
        #expect(bench.guardian.start(at: .at(10)).orders == [.open(until: .at(12))])
        _ = bench.guardian.handle(.fenceOpened(true), at: .at(10))
        #expect(bench.guardian.handle(.woken, at: .at(12)) == [.close, .bequeath(nil)])
    }

    @Test func rule6_aSuccessorDoesNotGoOnWithALeaseThatHasEnded() {
        var bench = GuardianBench(inherited: inherited(until: ["a": 13, "b": 10]))
        #expect(bench.guardian.start(at: .at(10)) == [.close, .bequeath(nil)])
    }

    @Test func rule6_aLeaseOfAnEarlierEpochIsNotInherited() {
        var bench = GuardianBench(highestEpoch: 2, inherited: inherited(epoch: 1, until: ["a": 13, "b": 13]))
        #expect(bench.guardian.start(at: .at(10)) == [.close, .bequeath(nil)])
    }

    @Test func rule6_theSuccessorIsLeftTheLeaseBeforeTheFenceLifts() throws {
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        bench.grant(by: "a", at: 10)
        bench.report(at: 11)
        let effects = bench.grant(by: "b", at: 11)
        #expect(
            effects == [
                .bequeath(inherited(until: ["a": 13, "b": 14])), .open(until: .at(13)), .wake(at: .at(13)),
            ]
        )
    }

    @Test func rule6_grantsThatDoNotCountAreNotLeft() {
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        bench.grant(by: "c", over: 0, at: 10)
        bench.hear(ofProposal: 1, at: 10)
        bench.grant(by: "a", over: 1, at: 10)
        #expect(bench.grant(by: "b", over: 1, at: 10).first == .bequeath(inherited(until: ["a": 13, "b": 13])))
    }
}

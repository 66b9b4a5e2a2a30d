import Decision
import Domain
import Testing

/// DESIGN 3.1, rule 7: what a change of the controllers means for guardians and for those who grant.
struct JointSetTests {
    private let joint = ControllerSetDescription(version: 2, members: ["c", "d", "e"], outgoing: ["a", "b", "c"])
    private let new = Sample.set(["c", "d", "e"], version: 3)

    /// Open by grants of `a`, `b`, `d` and `e` for a report sent at 10 s; `a` has said that the set is changing.
    private func open() -> GuardianBench {
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        for controller in ["b", "d", "e"] as [ControllerID] { bench.grant(by: controller, at: 10) }
        bench.grant(by: "a", set: joint, at: 10)
        _ = bench.guardian.handle(.fenceOpened(true), at: .at(10))
        return bench
    }

    @Test func rule7_grantsGivenBeforeTheChangeCountDuringIt() {
        let bench = open()
        #expect(bench.guardian.leaseEnd(at: .at(10)) == .at(13))
        #expect(bench.guardian.margin(at: .at(10)) == 0)
        #expect(bench.guardian.report(at: .at(10)).held == ["a": 1, "b": 1, "d": 1, "e": 1])
    }

    @Test(
        arguments: [
            (["a", "b", "c"], false), (["c", "d", "e"], false), (["d", "e"], false), (["a", "c", "d"], true),
            (["a", "b", "d", "e"], true), (["b", "c", "e"], true), (["c"], false),
        ] as [([ControllerID], Bool)]
    )
    func rule7_duringAChangeALeaseTakesAMajorityOfBothSets(granting: [ControllerID], holds: Bool) {
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        for controller in granting { bench.grant(by: controller, set: joint, at: 10) }
        #expect((bench.guardian.leaseEnd(at: .at(10)) != nil) == holds)
    }

    @Test func rule7_theWeakestMajorityEndsTheLease() {
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        for controller in ["c", "d", "e"] as [ControllerID] { bench.grant(by: controller, set: joint, at: 10) }
        let short = LeaseTerms(ttl: .seconds(2), fenceTimeout: .seconds(2))
        for controller in ["a", "b"] as [ControllerID] { bench.grant(by: controller, terms: short, set: joint, at: 10) }
        #expect(bench.guardian.leaseEnd(at: .at(10)) == .at(12))
    }

    @Test func rule7_aGuardianCountsByTheNewestSetThatItHasHeardOf() {
        var bench = open()
        bench.report(at: 11)
        // A late controller still grants under the first set.
        for controller in ["a", "b"] as [ControllerID] { bench.grant(by: controller, at: 11) }
        #expect(bench.guardian.margin(at: .at(11)) == 0)
        bench.grant(by: "c", set: new, at: 11)
        bench.grant(by: "a", set: joint, at: 11)
        #expect(bench.guardian.margin(at: .at(11)) == 1, "c, d and e of three")
    }

    @Test func rule7_aSuccessorOnTheSameBootCountsByTheSetThatItsPredecessorHadHeardOf() {
        let lease = InheritedLease(
            application: Sample.application,
            epoch: 1,
            controllerSet: joint,
            deadlines: ["a": .at(13), "b": .at(13), "c": .at(13)]
        )
        let bench = GuardianBench(inherited: lease)
        #expect(bench.guardian.leaseEnd(at: .at(10)) == nil)
    }

    // MARK: Controllers

    @Test func rule7_whatWasGrantedUnderAnEarlierSetIsAliveUntilTheLastOfItIsDead() {
        var bench = KeeperBench.granting()
        bench.report(1, at: 20)
        bench.keeper.adopt(joint, at: .at(21))
        let dead = 20 + 5 * 1.01 / 0.99
        #expect(!bench.keeper.grantsNothing(before: 2, at: .at(dead - 0.01)))
        bench.report(2, at: 22)
        #expect(bench.keeper.grantsNothing(before: 2, at: .at(dead + 0.01)), "grants under the new set do not count")
        #expect(!bench.keeper.grantsNothing(before: 3, at: .at(dead + 100)), "it has not heard of that set")
    }

    @Test func rule7_whatAnEarlierProcessGrantedIsWaitedForToo() {
        var bench = KeeperBench(stored: Sample.terms)
        bench.keeper.adopt(joint, at: .at(1))
        let dead = 5 * 1.01 / 0.99
        #expect(!bench.keeper.grantsNothing(before: 2, at: .at(dead - 0.01)))
        #expect(bench.keeper.grantsNothing(before: 2, at: .at(dead + 0.01)))
    }

    @Test func rule7_grantsNeverNameAnEarlierSetAgain() {
        var bench = KeeperBench.granting()
        bench.keeper.adopt(joint, at: .at(20))
        bench.keeper.adopt(Sample.set(), at: .at(21))
        #expect(bench.report(1, at: 22).grant?.controllerSet == joint)
    }
}

import Decision
import Domain
import Testing

/// DESIGN 3.1, rule 1: what counts as a lease.
struct GuardianGrantTests {
    @Test(
        arguments: [(1, 1), (3, 2), (5, 3)]
    )
    func rule1_onlyAMajorityOfTheControllersOpens(size: Int, majority: Int) {
        let members = (1...size).map { ControllerID("c\($0)") }
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        for (index, member) in members.prefix(majority).enumerated() {
            let orders = bench.grant(by: member, set: Sample.set(members), at: 10).orders
            #expect(orders == (index + 1 == majority ? [.open(until: .at(13))] : []))
        }
    }

    @Test func rule1_theLeaseIsCountedFromTheSendingOfTheReport() {
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        bench.grant(by: "a", at: 12)
        #expect(bench.grant(by: "b", at: 12.5).orders == [.open(until: .at(13))])
    }

    @Test func rule1_aGrantThatComesAfterItsEndOpensNothing() {
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        bench.grant(by: "a", at: 13)
        #expect(bench.grant(by: "b", at: 13).orders == [])
    }

    @Test func rule1_theWeakestMemberOfTheMajorityEndsTheLease() {
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        bench.grant(by: "a", at: 10)
        bench.report(at: 11)
        #expect(bench.grant(by: "b", at: 11).orders == [.open(until: .at(13))])
        #expect(bench.guardian.leaseEnd(at: .at(11)) == .at(13))
        bench.report(at: 12)
        bench.grant(by: "c", at: 12)
        #expect(bench.guardian.leaseEnd(at: .at(12)) == .at(14))
    }

    @Test func rule1_grantsForDifferentEpochsAreNotAddedUp() {
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        bench.grant(by: "a", epoch: 1, at: 10)
        #expect(bench.grant(by: "b", epoch: 3, at: 10).orders == [])
        #expect(bench.grant(by: "c", epoch: 3, at: 10).orders == [.open(until: .at(13))])
    }

    @Test func rule1_aGrantForAnEpochBelowTheHighestEverSeenIsIgnored() {
        var bench = GuardianBench.fenced(highestEpoch: 2)
        bench.report(at: 10)
        for controller in Sample.controllers {
            #expect(bench.grant(by: controller, epoch: 1, at: 10).orders == [])
        }
    }

    @Test func rule1_twoGrantsOfOneControllerCountOnce() {
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        bench.grant(by: "a", at: 10)
        bench.report(at: 11)
        #expect(bench.grant(by: "a", at: 11).orders == [])
    }

    @Test func rule1_controllersOutsideTheSetDoNotCount() {
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        bench.grant(by: "a", at: 10)
        #expect(bench.grant(by: "stranger", at: 10).orders == [])
    }

    @Test func rule1_aGrantForAReportThatThisProcessDidNotSendIsIgnored() {
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        for controller in Sample.controllers {
            #expect(bench.grant(by: controller, for: 99, at: 10).orders == [])
        }
    }

    @Test func rule1_aLateGrantForAnOlderReportTakesNothingFromANewerOne() {
        var bench = GuardianBench.fenced()
        let older = bench.report(at: 10)
        bench.report(at: 12)
        bench.grant(by: "a", at: 12)
        bench.grant(by: "b", at: 12)
        bench.grant(by: "b", for: older, at: 12)
        #expect(bench.guardian.leaseEnd(at: .at(12)) == .at(15))
    }

    @Test func rule1_aGrantForAnotherRegionIsIgnored() {
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        let grant = Grant(epoch: 1, terms: Sample.terms, controllerSet: Sample.set(), proposalsOver: 0)
        for controller in Sample.controllers {
            let answer = LeaseAnswer(
                application: Sample.application,
                assignment: Sample.assignment(1, Sample.west),
                grant: grant
            )
            #expect(bench.answer(answer, by: controller, at: 10).orders == [])
        }
    }

    @Test func rule2_aFenceSlowerThanTheGrantAllowsForIsNotLifted() {
        var bench = GuardianBench(fenceBound: .seconds(2.001))
        _ = bench.guardian.start(at: .at(0))
        bench.finishFence(at: 0)
        bench.report(at: 10)
        for controller in Sample.controllers { #expect(bench.grant(by: controller, at: 10).orders == []) }
    }

    @Test func theMarginCountsLiveGrantsBeyondAMajority() {
        var bench = GuardianBench.open()
        #expect(bench.guardian.margin(at: .at(10)) == 0)
        bench.grant(by: "c", at: 10)
        #expect(bench.guardian.margin(at: .at(10)) == 1)
        #expect(bench.guardian.margin(at: .at(13)) == -2)
    }

    @Test func activeIsAnsweredOnlyWhileOpenHoldingAndActivated() {
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        bench.grant(by: "a", at: 10)
        bench.grant(by: "b", at: 10)
        #expect(!bench.guardian.isActive(at: .at(10)), "the fence is still opening")
        _ = bench.guardian.handle(.fenceOpened(true), at: .at(10))
        #expect(bench.guardian.isActive(at: .at(12.9)))
        #expect(!bench.guardian.isActive(at: .at(13)), "the lease has ended")
    }

    @Test func activeIsNotAnsweredBeforeTheRunbookHasActivatedTheEpoch() {
        var bench = GuardianBench.fenced()
        bench.report(at: 10)
        let grant = Grant(epoch: 2, terms: Sample.terms, controllerSet: Sample.set(), proposalsOver: 1)
        let silent = Assignment(epoch: 2, region: Sample.east, activatedEpoch: 1)
        for controller in Sample.controllers {
            let answer = LeaseAnswer(application: Sample.application, assignment: silent, grant: grant)
            bench.answer(answer, by: controller, at: 10)
        }
        _ = bench.guardian.handle(.fenceOpened(true), at: .at(10))
        #expect(bench.guardian.door == .open)
        #expect(!bench.guardian.isActive(at: .at(10)))
        bench.grant(by: "a", epoch: 2, over: 1, at: 10)
        #expect(bench.guardian.isActive(at: .at(10)), "one controller knows that it is activated")
    }
}

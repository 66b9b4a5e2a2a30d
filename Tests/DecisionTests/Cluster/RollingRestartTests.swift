import Decision
import Domain
import Testing

/// DESIGN 3.1, "Availability of leases": when a controller is ready, when it may go, and when one more loss would fence.
struct RollingRestartTests {
    private func bench(holding granting: [ControllerID]) -> LeaderBench {
        var bench = LeaderBench()
        bench.answer(for: .seconds(11), leader: "c1")
        bench.reportLease(by: "a-1", holding: granting)
        return bench
    }

    @Test func aControllerIsReadyWhenItsGrantIsHeld() {
        #expect(bench(holding: ["c1", "c2"]).waitsFor.isEmpty)
        #expect(
            bench(holding: ["c2", "c3"]).waitsFor == ["a-1 does not hold the grant of this controller for app yet"]
        )
    }

    @Test func withoutItsStoreAControllerIsNotReady() {
        var bench = bench(holding: ["c1", "c2", "c3"])
        bench.run(for: .seconds(6))
        #expect(bench.waitsFor == ["the coordination store does not answer"])
    }

    @Test func aControllerMayGoWhenTheOthersAreAMajority() {
        #expect(bench(holding: ["c1", "c2", "c3"]).needed.isEmpty)
        #expect(bench(holding: ["c2", "c3"]).needed.isEmpty)
        #expect(bench(holding: ["c1", "c2"]).needed.count == 1)
    }

    @Test func aPlannedStopOfTheOnlyControllerIsFeltByNobody() {
        let cluster = Cluster.healthy()
        cluster.stopController()
        for _ in 0..<600 {
            cluster.run(for: .milliseconds(100))
            #expect(cluster.writableRegions == ["a"])
        }
        cluster.restartController()
        for _ in 0..<600 {
            cluster.run(for: .milliseconds(100))
            #expect(cluster.writableRegions == ["a"])
        }
        #expect(cluster.pages.isEmpty)
        #expect(cluster.store.board.handOvers.isEmpty, "soon after a newer grant is held, nothing has to be waited for")
    }

    /// Its attempt must not run out of time: that would count for the cool-down.
    @Test func aRegionThatFailsDuringAPlannedStopIsFailedOverAtOnceWhenWhatWasLeftHasEnded() throws {
        let cluster = Cluster.healthy()
        cluster.stopController()
        cluster.kill("a")
        cluster.run(for: .seconds(20))
        cluster.restartController()
        let took = try #require(cluster.run(atMost: .seconds(330)) { cluster.dnsRegion == "b" })
        #expect(took > .seconds(300))
        #expect(cluster.epoch == 2)
        #expect(!cluster.happened { if case .failover(.proposalClosed) = $0 { true } else { false } })
    }

    /// It has heard nothing of the board yet, so that no keeper has taken over what was left.
    @Test func whatWasLeftIsLeftAgainByAProcessThatStopsBeforeItKnowsItsApplications() {
        let terms = LeaseTerms(ttl: .seconds(300), fenceTimeout: .seconds(2))
        let guardian = AgentProcess(agent: "a-1", process: 3)
        let left = HandOver([.init(application: "app", guardian: guardian, epoch: 1, report: 9, terms: terms)])
        var machine = ControllerMachine(
            settings: ControllerSettings(id: "c1", region: "c"),
            registration: LeaseRegistration(
                controller: "c1",
                process: 2,
                controllerSet: ControllerSetDescription(version: 1, members: ["c1"]),
                longestTerms: LeaseTerms(ttl: .zero, fenceTimeout: .zero),
                handOver: left
            ),
            board: Board(),
            cluster: ClusterState(),
            startedAt: .boot
        )
        let outcome = machine.handle(.stopOrdered, at: Moment(instant: .boot, wall: Timestamp(milliseconds: 0)))
        let leaves = outcome.immediate.compactMap { if case .leave(let again) = $0 { again } else { nil } }
        #expect(leaves == [left])
    }

    @Test func guardiansWithNoGrantToSpareArePagedAboutOnceAndSettled() {
        var bench = bench(holding: ["c1", "c2"])
        bench.reportLease(by: "a-2", holding: ["c1", "c2"])
        bench.answer(for: .seconds(10), leader: "c1")
        #expect(!bench.pages.contains { $0.title.contains("one more loss") }, "a controller may be on its way back")
        bench.answer(for: .seconds(30), leader: "c1")
        let pages = bench.pages.filter { $0.title == "one more loss fences a" }
        #expect(pages.count == 1)
        #expect(pages.first?.details == ["app in a: 2 agents hold grants of c1, c2 only, and all of them are needed"])
        bench.reportLease(by: "a-1", holding: ["c1", "c2", "c3"])
        bench.reportLease(by: "a-2", holding: ["c1", "c2", "c3"])
        bench.answer(for: .seconds(1), leader: "c1")
        #expect(bench.pages.contains { $0.title == "resolved: one more loss fences a" })
    }
}

import Decision
import Domain
import Runbook
import Testing

@Suite("A whole cluster on a virtual clock")
struct FailoverTests {
    @Test func aHealthyClusterDoesNothingAndTheActiveRegionWrites() {
        let cluster = Cluster.healthy()
        #expect(cluster.writableRegions == ["a"])
        #expect(cluster.verdict("a") == .healthy)
        #expect(cluster.verdict("b") == .healthy)
        #expect(cluster.agents["a1"]?.isActive(at: cluster.now) == true)
        cluster.run(for: .seconds(120))
        #expect(cluster.epoch == 1)
        #expect(cluster.pages.isEmpty)
        #expect(cluster.deeds.isEmpty)
    }

    @Test func aDeadRegionIsFailedOverWithinTheBound() throws {
        let cluster = Cluster.healthy()
        cluster.kill("a")
        let took = try #require(cluster.run(atMost: .seconds(20)) { cluster.dnsRegion == "b" })
        #expect(took < .seconds(7))
        #expect(took > .seconds(3))
        #expect(cluster.epoch == 2)
        cluster.run(for: .seconds(3))
        #expect(cluster.writableRegions == ["b"])
        #expect(
            cluster.deeds == [
                "run hook deploy on b1 epoch 2", "dns.failover dns epoch 2", "http.verify smoke epoch 2",
            ]
        )
        #expect(cluster.agents["b1"]?.isActive(at: cluster.now) == true)
    }

    @Test func aRegionThatComesBackStaysFencedUntilItIsOrderedBack() throws {
        let cluster = Cluster.healthy()
        cluster.kill("a")
        _ = try #require(cluster.run(atMost: .seconds(20)) { cluster.dnsRegion == "b" })
        cluster.revive("a")
        cluster.run(for: .seconds(60))
        #expect(cluster.writableRegions == ["b"])
        #expect(cluster.agents["a1"]?.isFenced == true)
        #expect(cluster.epoch == 2)
        let answer = cluster.ask(
            .move(MoveOrder(kind: .failback, application: "app", target: nil, reason: "home again"))
        )
        #expect(answer?.outcome == .done)
        let took = try #require(cluster.run(atMost: .seconds(20)) { cluster.dnsRegion == "a" })
        #expect(took < .seconds(4), "a fence that is confirmed is not waited for")
        cluster.run(for: .seconds(3))
        #expect(cluster.writableRegions == ["a"])
    }

    @Test func f1_aCutShorterThanTheConfirmationDoesNothing() {
        let cluster = Cluster.healthy()
        cluster.isolate("a")
        cluster.run(for: .seconds(2))
        cluster.rejoin("a")
        cluster.run(for: .seconds(60))
        #expect(cluster.epoch == 1)
        #expect(cluster.writableRegions == ["a"])
        #expect(!cluster.happened { if case .failover(.proposalOpened) = $0 { true } else { false } })
    }

    @Test func f1_aLongCutIsFailedOverOnlyAfterTheCutOffSideHasFencedItself() throws {
        let cluster = Cluster.healthy()
        cluster.isolate("a")
        var fencedFirst = false
        let took = cluster.run(atMost: .seconds(43)) {
            if cluster.epoch == 1, cluster.writableRegions.isEmpty { fencedFirst = true }
            #expect(cluster.writableRegions.count <= 1)
            return cluster.writableRegions == ["b"]
        }
        #expect(try #require(took) < .seconds(10))
        #expect(fencedFirst)
        cluster.rejoin("a")
        cluster.run(for: .seconds(60))
        #expect(cluster.writableRegions == ["b"])
        #expect(cluster.epoch == 2)
    }

    @Test func f4_aRegionThatClientsStillReachIsIsolatedAndHeld() {
        let cluster = Cluster.healthy()
        cluster.isolate("a")
        cluster.serving.insert("a")
        cluster.run(for: .seconds(60))
        #expect(cluster.verdict("a") == .isolated)
        #expect(cluster.epoch == 1)
        #expect(cluster.pages.contains { $0.severity == .page && $0.title.contains("isolated") })
    }

    @Test func f4_oneBlindVantageRegionIsNotEnough() {
        let cluster = Cluster.healthy()
        cluster.blindTo = ["b": ["a"]]
        cluster.run(for: .seconds(60))
        #expect(cluster.epoch == 1)
        #expect(cluster.verdict("a") == .healthy)
    }

    @Test func anUnreachableRegionIsMovedByConfirmation() throws {
        let cluster = Cluster.healthy()
        cluster.blindTo = ["b": ["a"], "c": ["a"]]
        let took = try #require(cluster.run(atMost: .seconds(20)) { cluster.dnsRegion == "b" })
        #expect(took < .seconds(7))
        #expect(
            cluster.happened { event in
                guard case .failover(.proposalOpened(let proposal)) = event else { return false }
                return proposal.proof == .confirmationOnly
            }
        )
        #expect(cluster.writableRegions.subtracting(["b"]).isEmpty)
    }

    @Test func f9_aVantageRegionThatSeesEverythingDownDoubtsItself() {
        let cluster = Cluster.healthy()
        cluster.serving.remove("b")
        cluster.run(for: .seconds(10))
        cluster.kill("a")
        cluster.run(for: .seconds(60))
        #expect(cluster.epoch == 1)
        #expect(cluster.verdict("a") == .unknown)
        #expect(cluster.pages.contains { $0.title.contains("unknown") })
    }

    @Test func s6_aTargetThatIsNotReadyHoldsTheFailoverAndPagesOnce() {
        let cluster = Cluster.healthy()
        cluster.unready = ["b"]
        cluster.run(for: .seconds(10))
        cluster.kill("a")
        cluster.run(for: .seconds(60))
        #expect(cluster.epoch == 1)
        #expect(cluster.controller.cluster.applications["app"]?.heldBy.map(\.gate) == [.readiness])
        #expect(cluster.pages.count { $0.title.contains("held") } == 1)
        cluster.unready = []
        #expect(cluster.run(atMost: .seconds(10)) { cluster.epoch == 2 } != nil)
    }

    @Test func s6_anOverrideByNamePassesTheGateThatItNames() {
        let cluster = Cluster.healthy()
        cluster.unready = ["b"]
        cluster.run(for: .seconds(10))
        var order = MoveOrder(kind: .failover, application: "app", target: nil, reason: "storm")
        #expect(cluster.ask(.move(order))?.outcome == .refused)
        order.overrides = [.readiness]
        #expect(cluster.ask(.move(order))?.outcome == .done)
        #expect(cluster.run(atMost: .seconds(10)) { cluster.epoch == 2 } != nil)
    }

    @Test func aHeldFailoverDoesNotFenceTheActiveRegion() {
        let cluster = Cluster.healthy()
        cluster.unready = ["b"]
        cluster.run(for: .seconds(10))
        cluster.blindTo = ["b": ["a"], "c": ["a"]]
        let fenced = cluster.run(atMost: .seconds(60)) { cluster.writableRegions.isEmpty }
        #expect(fenced == nil)
        #expect(cluster.verdict("a") == .unreachable)
        #expect(cluster.epoch == 1)
    }

    /// It is asked to fence once only while it is unreachable: then it fails altogether, and waiting is proof enough.
    @Test func l1_anUnreachableRegionThatDidNotFenceIsMovedWhenItFails() throws {
        var plan = Plan.example()
        plan.detection.coolDown = .seconds(1)
        let cluster = Cluster.healthy(plan)
        for id in ["a1", "a2"] as [AgentID] { cluster.agents[id]?.fenceTakes = .seconds(3600) }
        cluster.blindTo = ["b": ["a"], "c": ["a"]]
        _ = try #require(cluster.run(atMost: .seconds(60)) { cluster.pages.contains { $0.title.contains("given up") } })
        cluster.run(for: .seconds(60))
        #expect(cluster.pages.count { $0.title.contains("given up") } == 1, "asked once")
        #expect(cluster.epoch == 1)
        cluster.kill("a")
        _ = try #require(cluster.run(atMost: .seconds(60)) { cluster.dnsRegion == "b" })
    }

    @Test func aFreezeHoldsAndItsEndLetsGo() throws {
        let cluster = Cluster.healthy()
        #expect(cluster.ask(.freeze(application: nil, reason: "audit", duration: .seconds(60)))?.outcome == .done)
        cluster.kill("a")
        cluster.run(for: .seconds(30))
        #expect(cluster.epoch == 1)
        _ = try #require(cluster.run(atMost: .seconds(60)) { cluster.dnsRegion == "b" })
    }

    @Test func approvalModeAsksAndGoesOnWithAYes() throws {
        let cluster = Cluster.healthy(.example(mode: .approval))
        cluster.kill("a")
        cluster.run(for: .seconds(30))
        #expect(cluster.epoch == 1)
        let question = try #require(cluster.controller.cluster.questions.keys.first)
        #expect(cluster.ask(.answer(question, isApproved: true, reason: "seen"))?.outcome == .done)
        _ = try #require(cluster.run(atMost: .seconds(20)) { cluster.dnsRegion == "b" })
    }

    @Test func s5_aSecondFailoverInTheCoolDownIsHeld() throws {
        let cluster = Cluster.healthy()
        cluster.kill("a")
        _ = try #require(cluster.run(atMost: .seconds(20)) { cluster.dnsRegion == "b" })
        cluster.run(for: .seconds(5))
        cluster.revive("a")
        cluster.run(for: .seconds(30))
        cluster.kill("b")
        cluster.run(for: .seconds(60))
        #expect(cluster.epoch == 2)
        #expect(
            cluster.happened { event in
                guard case .failover(.held(_, _, let denials)) = event else { return false }
                return denials.contains { $0.gate == .coolDown }
            }
        )
    }

    /// Rule 8: nothing is granted, people learn who says it, and a drain is the way on.
    @Test func anAgentThatClaimsALaterEpochIsNamedAndItsDrainLetsGrantsGoOn() throws {
        let cluster = Cluster.healthy()
        let lease = LeaseReport(application: "app", highestEpoch: 9, fencedSince: 1, remaining: nil, margin: 0)
        let forged = AgentReport(process: 99, number: 1, checks: [], leases: [lease], host: HostReport())
        cluster.handle(.agentSaid("c1", "c", .report(forged)))
        cluster.run(for: .seconds(20))
        #expect(cluster.writableRegions.isEmpty)
        let page = try #require(cluster.pages.first { $0.title.contains("later epoch") })
        #expect(page.details.contains("agent c1 says epoch 9, the store says 1"))
        #expect(cluster.pages.count { $0.title.contains("later epoch") } == 1)
        #expect(cluster.ask(.drain("c1", isDrained: true, reason: "forged"))?.outcome == .done)
        #expect(cluster.run(atMost: .seconds(5)) { cluster.writableRegions == ["a"] } != nil)
        cluster.restartController()
        cluster.run(for: .seconds(20))
        #expect(cluster.writableRegions == ["a"])
        #expect(cluster.epoch == 1)
    }

    @Test func aDryRunChangesNothingAndTellsWhatDenies() {
        let cluster = Cluster.healthy()
        let order = MoveOrder(kind: .switchover, application: "app", target: "b", reason: "try", dryRun: true)
        #expect(cluster.ask(.move(order))?.outcome == .done)
        cluster.serving.remove("b")
        cluster.run(for: .seconds(10))
        #expect(cluster.ask(.move(order))?.outcome == .refused)
        cluster.run(for: .seconds(10))
        #expect(cluster.epoch == 1)
    }

    /// F2, F12 and S4 for one controller: it dies after each of its commits in turn, before anything that rests on it.
    @Test(arguments: 1...14) func f2_aControllerThatDiesAfterAnyCommitFinishesAfterItsRestart(commit: Int) throws {
        let cluster = Cluster.healthy()
        cluster.crashAfterCommit = cluster.commits + commit
        cluster.kill("a")
        cluster.run(for: .seconds(15))
        cluster.restartController()
        _ = cluster.run(atMost: .seconds(60)) { cluster.controller.cluster.executions["app-1"]?.ending == .succeeded }
        cluster.run(for: .seconds(5))
        #expect(cluster.controller.cluster.executions["app-1"]?.ending == .succeeded)
        #expect(cluster.epoch == 2)
        #expect(cluster.dnsRegion == "b")
        #expect(cluster.writableRegions == ["b"])
        #expect(cluster.deeds.count { $0.hasPrefix("run hook deploy") } == 1, "\(cluster.deeds)")
    }
}

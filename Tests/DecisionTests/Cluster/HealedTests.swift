import Decision
import Domain
import Testing

/// A verdict outlives its evidence until recovery is certain; what was kept waiting must not act on it (FAILURES F12).
@Suite struct HealedTests {
    @Test func aRegionThatHasHealedIsNotMovedWhenWhatHeldItLetsGo() {
        var plan = Plan.example()
        plan.detection.recover = .seconds(15)
        let cluster = Cluster.healthy(plan)
        _ = cluster.ask(.freeze(application: nil, reason: "audit", duration: .seconds(20)))
        cluster.isolate("a")
        cluster.run(for: .seconds(15))
        #expect(cluster.verdict("a") == .failed)
        cluster.rejoin("a")
        cluster.run(for: .seconds(60))
        #expect(cluster.epoch == 1)
        #expect(cluster.verdict("a") == .healthy)
    }

    /// When a proposal is given up, the guardians that it had fenced are fenced for a moment without one.
    @Test func guardiansThatAreStillFencedMoveNothing() throws {
        var plan = Plan.example()
        plan.detection.recover = .seconds(120)
        let cluster = Cluster.healthy(plan)
        _ = cluster.ask(.freeze(application: nil, reason: "audit", duration: .seconds(3600)))
        cluster.blindTo = ["b": ["a"], "c": ["a"]]
        cluster.run(for: .seconds(15))
        cluster.blindTo = [:]
        cluster.run(for: .seconds(15))
        #expect(cluster.verdict("a") == .unreachable, "not well for long enough yet")
        _ = cluster.ask(.unfreeze(application: nil, reason: "done"))
        cluster.run(for: .seconds(5))
        let order = MoveOrder(kind: .switchover, application: "app", target: "b", reason: "works")
        #expect(cluster.ask(.move(order))?.outcome == .done)
        _ = try #require(cluster.run(atMost: .seconds(20)) { cluster.writableRegions.isEmpty })
        _ = cluster.ask(.freeze(application: nil, reason: "stop", duration: .seconds(60)))
        let isGivenUp = { cluster.happened { if case .failover(.proposalClosed) = $0 { true } else { false } } }
        _ = try #require(cluster.run(atMost: .seconds(5), until: isGivenUp))
        _ = cluster.ask(.unfreeze(application: nil, reason: "go on"))
        cluster.run(for: .seconds(60))
        #expect(cluster.epoch == 1)
        #expect(cluster.writableRegions == ["a"])
    }

    @Test func oneThatHasNotIs() throws {
        let cluster = Cluster.healthy()
        _ = cluster.ask(.freeze(application: nil, reason: "audit", duration: .seconds(20)))
        cluster.isolate("a")
        cluster.run(for: .seconds(19))
        _ = try #require(cluster.run(atMost: .seconds(10)) { cluster.dnsRegion == "b" })
    }
}

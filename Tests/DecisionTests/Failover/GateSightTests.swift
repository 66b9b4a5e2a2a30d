import Decision
import Domain
import Testing

/// What the gates look at in a whole cluster (DESIGN 3.2).
@Suite struct GateSightTests {
    /// A region that is lost must not keep everybody from the one that it cannot see.
    @Test func howTheSourceSeesTheTargetDoesNotCount() throws {
        var plan = Plan.example()
        plan.regions.append(PlannedRegion(id: "d", role: .standby, endpoints: ["web": "http://d"]))
        let cluster = Cluster.healthy(plan)
        cluster.serving.insert("d")
        for id in ["d1", "d2"] as [AgentID] { cluster.addAgent(id, in: "d") }
        cluster.run(for: .seconds(15))
        cluster.blindTo = ["a": ["b"]]
        cluster.run(for: .seconds(10))
        cluster.serving.remove("a")
        _ = try #require(cluster.run(atMost: .seconds(30)) { cluster.epoch == 2 })
        cluster.run(for: .seconds(5))
        #expect(cluster.writableRegions == ["b"])
    }

    /// Its last lease may be alive, and its fence not closed yet: what it writes until then the standby does not get.
    @Test(arguments: [(5, false), (7, true)]) func whatALostSourceMayStillWriteIsLost(objective: Int, isMoved: Bool) {
        let cluster = Self.measured(objective: objective)
        let planned = MoveOrder(kind: .switchover, application: "app", target: "b", reason: "try", dryRun: true)
        #expect(cluster.ask(.move(planned))?.outcome == .done, "a healthy source stops before it is left")
        cluster.kill("a")
        #expect((cluster.run(atMost: .seconds(30)) { cluster.epoch == 2 } != nil) == isMoved)
    }

    /// 4 s of lease and fence, with the drift; the standby says that it is 1 s behind.
    private static func measured(objective: Int) -> Cluster {
        var plan = Plan.example()
        plan.objectives.rpo = .seconds(objective)
        plan.checks.append(
            CheckDefinition(id: "lag", uses: "hook", every: .milliseconds(500), timeout: .milliseconds(500))
        )
        let cluster = Cluster.healthy(plan)
        cluster.gauges = ["b": 1]
        cluster.run(for: .seconds(5))
        return cluster
    }
}

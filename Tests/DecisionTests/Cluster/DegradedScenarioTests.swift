import Decision
import Domain
import Runbook
import Testing

/// A scenario that mends a region in its place (DESIGN 3.2).
@Suite struct DegradedScenarioTests {
    /// `ready` counts for the verdict, and is seen from inside only; what stays down for 10 s more is mended.
    private static let plan: Plan = {
        var plan = Plan.example()
        plan.checks[1].isCritical = true
        plan.scenarios.append(
            Scenario(
                id: "mend",
                when: Trigger(verdicts: [.degraded], standing: .seconds(10)),
                mode: .automatic,
                movesRegion: false,
                runbook: [
                    Step(id: "mend", action: Action(uses: "hook", with: ["region": "{{source}}", "hook": "deploy"]))
                ]
            )
        )
        return plan
    }()

    private static func hasStarted(_ cluster: Cluster) -> Bool {
        cluster.happened { if case .execution(.started) = $0 { true } else { false } }
    }

    @Test func itStartsWhenTheVerdictItselfHasStoodForItsTime() throws {
        let cluster = Cluster.healthy(Self.plan)
        cluster.unready = ["a"]
        let judged = try #require(cluster.run(atMost: .seconds(10)) { cluster.verdict("a") == .degraded })
        #expect(judged > Self.plan.detection.confirm)
        let waited = try #require(cluster.run(atMost: .seconds(20)) { Self.hasStarted(cluster) })
        #expect(waited > .milliseconds(9900))
    }

    @Test func oneThatEndsBeforeMendsNothing() {
        let cluster = Cluster.healthy(Self.plan)
        cluster.unready = ["a"]
        cluster.run(for: .seconds(8))
        cluster.unready = []
        cluster.run(for: .seconds(60))
        #expect(!Self.hasStarted(cluster))
    }

    @Test func aRegionThatFailsMeanwhileIsFailedOverAllTheSame() throws {
        let cluster = Cluster.healthy(Self.plan)
        for id in ["a1", "a2"] as [AgentID] { cluster.agents[id]?.openHook = .running }
        cluster.unready = ["a"]
        _ = try #require(cluster.run(atMost: .seconds(30)) { Self.hasStarted(cluster) })
        cluster.kill("a")
        _ = try #require(cluster.run(atMost: .seconds(20)) { cluster.dnsRegion == "b" })
        #expect(cluster.controller.cluster.executions["app-1"]?.ending == .aborted)
    }
}

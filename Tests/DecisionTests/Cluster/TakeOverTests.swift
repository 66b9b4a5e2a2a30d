import Decision
import Domain
import Runbook
import Testing

/// A region verdict takes over from a planned move to the region instead of being denied by it (DESIGN 3.2, FAILURES F14).
@Suite struct TakeOverTests {
    /// A switchover to `b` is ordered, and an agent there has just been given the hook.
    private static func switchingOver() throws -> Cluster {
        var plan = Plan.example()
        plan.dns = [DNSGroup(id: "public", uses: "rfc2136", with: [:], records: [])]
        let cluster = Cluster.healthy(plan)
        for id in ["b1", "b2"] as [AgentID] { cluster.agents[id]?.openHook = .running }
        _ = cluster.ask(.move(MoveOrder(kind: .switchover, application: "app", target: "b", reason: "works")))
        _ = try #require(cluster.run(atMost: .seconds(20)) { cluster.deeds.contains { $0.hasPrefix("run hook") } })
        return cluster
    }

    private static func ending(_ cluster: Cluster, _ id: ExecutionID) -> ExecutionOutcome? {
        cluster.controller.cluster.executions[id]?.ending
    }

    @Test func aRegionThatDiesUnderAPlannedMoveIsFailedOverAsFastAsAnyOther() throws {
        let cluster = try Self.switchingOver()
        cluster.kill("b")
        let took = try #require(cluster.run(atMost: .seconds(20)) { cluster.dnsRegion == "a" })
        #expect(took < .seconds(7))
        #expect(cluster.epoch == 3)
        #expect(Self.ending(cluster, "app-1") == .aborted)
        let end = cluster.journal.first { record in
            if case .execution(.ended("app-1", _, _)) = record.event { true } else { false }
        }
        #expect(end?.event.summary.contains("in doubt: deploy") == true)
        #expect(cluster.pages.contains { $0.title == "app-1 ended: aborted" })
        #expect(!cluster.pages.contains { $0.title.contains("held") })
    }

    @Test func anAgentThatCanBeHeardOfIsWaitedFor() throws {
        let cluster = try Self.switchingOver()
        cluster.serving.remove("b")
        cluster.run(for: .seconds(9))
        #expect(cluster.verdict("b") == .failed)
        #expect(cluster.epoch == 2, "the hook still runs")
        #expect(!cluster.pages.contains { $0.title.contains("held") })
        for id in ["b1", "b2"] as [AgentID] { cluster.agents[id]?.openHook = nil }
        _ = try #require(cluster.run(atMost: .seconds(60)) { cluster.dnsRegion == "a" })
    }

    @Test func aFailoverThatIsHeldStopsNoPlannedMove() throws {
        let cluster = try Self.switchingOver()
        cluster.unready = ["a"]
        cluster.run(for: .seconds(2))
        cluster.kill("b")
        cluster.run(for: .seconds(15))
        #expect(cluster.verdict("b") == .failed)
        #expect(!cluster.happened { if case .execution(.aborted) = $0 { true } else { false } })
        #expect(cluster.pages.contains { $0.title.contains("held") })
    }

    @Test func aFailoverThatAPersonOrderedIsTheirs() throws {
        let cluster = Cluster.healthy()
        for id in ["b1", "b2"] as [AgentID] { cluster.agents[id]?.openHook = .running }
        _ = cluster.ask(.move(MoveOrder(kind: .failover, application: "app", target: "b", reason: "fire")))
        _ = try #require(cluster.run(atMost: .seconds(20)) { cluster.deeds.contains { $0.hasPrefix("run hook") } })
        cluster.kill("b")
        cluster.run(for: .seconds(20))
        #expect(cluster.epoch == 2)
        #expect(cluster.controller.cluster.applications["app"]?.heldBy.map(\.gate) == [.otherExecution])
        #expect(cluster.pages.contains { $0.title.contains("held") })
    }

    @Test func aMoveThatEndsBeforeItsActivationSaysHowToGoOn() throws {
        let cluster = try Self.switchingOver()
        for id in ["b1", "b2"] as [AgentID] { cluster.agents[id]?.openHook = nil }
        #expect(cluster.ask(.abort("app-1", reason: "enough"))?.outcome == .done)
        _ = try #require(cluster.run(atMost: .seconds(60)) { Self.ending(cluster, "app-1") == .aborted })
        cluster.run(for: .seconds(1))
        let page = try #require(cluster.pages.first { $0.title == "app-1 ended: aborted" })
        #expect(page.details.contains { $0.contains("holdfast switchover app --to a") })
        _ = cluster.ask(.move(MoveOrder(kind: .switchover, application: "app", target: nil, reason: "as it says")))
        _ = try #require(cluster.run(atMost: .seconds(30)) { cluster.dnsRegion == "a" })
    }

    /// Adoption points the records at the committed region: not before anybody knows that customers can be served there.
    @Test func noRecordsAreAdoptedForARegionThatWasNeverActivated() throws {
        let cluster = try Self.switchingOver()
        for id in ["b1", "b2"] as [AgentID] { cluster.agents[id]?.openHook = nil }
        _ = cluster.ask(.abort("app-1", reason: "enough"))
        _ = try #require(cluster.run(atMost: .seconds(60)) { Self.ending(cluster, "app-1") == .aborted })
        let adoption = OperatorCommand.adoptDNS(application: "app", group: "public", override: nil, reason: "ours")
        let refused = cluster.ask(adoption)
        #expect(refused?.outcome == .refused)
        #expect(refused?.message.contains("never activated") == true && refused?.message.contains("switchover") == true)
        _ = cluster.ask(.move(MoveOrder(kind: .switchover, application: "app", target: nil, reason: "as it says")))
        _ = try #require(cluster.run(atMost: .seconds(30)) { cluster.dnsRegion == "a" })
        cluster.run(for: .seconds(5))
        _ = cluster.ask(adoption)
        cluster.run(for: .seconds(1))
        #expect(cluster.happened { if case .dns(.adopted) = $0 { true } else { false } })
    }
}

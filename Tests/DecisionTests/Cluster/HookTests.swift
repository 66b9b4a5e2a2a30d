import Decision
import Domain
import Runbook
import Testing

/// Hooks are run by one agent, which alone can tell what became of them (DESIGN S4).
@Suite struct HookTests {
    /// The controller dies when an agent has just been given the hook of a failover to `b`.
    private static func crashDuringHook(_ cluster: Cluster) throws {
        cluster.kill("a")
        _ = try #require(cluster.run(atMost: .seconds(20)) { cluster.deeds.contains { $0.hasPrefix("run hook") } })
        #expect(cluster.deeds.last == "run hook deploy on b1 epoch 2")
        cluster.killController()
    }

    @Test func onlyTheAgentThatWasGivenAHookIsAskedAboutIt() throws {
        let cluster = Cluster.healthy()
        try Self.crashDuringHook(cluster)
        cluster.run(for: .seconds(1))
        cluster.kill(agent: "b2")
        cluster.restartController()
        let execution = { cluster.controller.cluster.executions["app-1"] }
        _ = try #require(cluster.run(atMost: .seconds(5)) { execution()?.ending == .succeeded })
        #expect(
            cluster.deeds.filter { $0.contains("hook") }.map { String($0.prefix(26)) } == [
                "run hook deploy on b1 epoc", "inspect hook deploy on b1 ",
            ]
        )
    }

    @Test func whoWasGivenAHookStandsInTheJournal() throws {
        let cluster = Cluster.healthy()
        _ = cluster.ask(.drain("b1", isDrained: true, reason: "test"))
        cluster.kill("a")
        _ = try #require(cluster.run(atMost: .seconds(20)) { cluster.dnsRegion == "b" })
        let agents = cluster.journal.compactMap { record -> [AgentID?]? in
            guard case .execution(.stepStarted(_, _, _, _, let agent, _)) = record.event else { return nil }
            return [agent]
        }
        #expect(agents.prefix(3) == [["b2"], [nil], [nil]])
    }

    @Test func aHookWhoseAgentIsGoneStaysInDoubtAndAPersonIsAskedSoon() throws {
        let cluster = Cluster.healthy()
        try Self.crashDuringHook(cluster)
        cluster.kill(agent: "b1")
        cluster.restartController()
        let page = { cluster.pages.first { $0.details.joined().contains("agent b1, which was given the hook") } }
        let took = try #require(cluster.run(atMost: .seconds(55)) { page() != nil }, "\(cluster.pages.map(\.title))")
        #expect(took > .seconds(30), "a restart of the agent is waited for")
        #expect(page()?.details.joined().contains("is not connected") == true)
        #expect(page()?.severity == .page)
        cluster.run(for: .seconds(60))
        #expect(cluster.deeds.count { $0.hasPrefix("run hook") } == 1, "never on another agent by itself")
        #expect(cluster.controller.cluster.executions["app-1"]?.ending == nil)
    }

    @Test func aHookThatOutlivesItsAgentIsAskedAboutUntilItEnds() throws {
        let cluster = Cluster.healthy()
        let agent = try #require(cluster.agents["b1"])
        agent.openHook = .running
        cluster.kill("a")
        _ = try #require(cluster.run(atMost: .seconds(20)) { cluster.deeds.contains { $0.hasPrefix("run hook") } })
        cluster.kill(agent: "b1")
        cluster.revive(agent: "b1")
        cluster.run(for: .seconds(5))
        let execution = { cluster.controller.cluster.executions["app-1"] }
        #expect(execution()?.ending == nil)
        agent.openHook = nil
        _ = try #require(cluster.run(atMost: .seconds(5)) { execution()?.ending == .succeeded })
        #expect(cluster.deeds.count { $0.hasPrefix("run hook") } == 1)
    }

    @Test func aHookWhoseEndItsAgentCannotTellIsShownToAPersonSoon() throws {
        let cluster = Cluster.healthy()
        let agent = try #require(cluster.agents["b1"])
        agent.openHook = .interrupted
        cluster.kill("a")
        _ = try #require(cluster.run(atMost: .seconds(20)) { cluster.deeds.contains { $0.hasPrefix("run hook") } })
        cluster.kill(agent: "b1")
        cluster.revive(agent: "b1")
        let page = { cluster.pages.first { $0.title.contains("deploy needs a person") } }
        _ = try #require(cluster.run(atMost: .seconds(40)) { page() != nil }, "\(cluster.pages.map(\.title))")
        #expect(page()?.details.joined().contains("interrupted on b1") == true)
        #expect(cluster.deeds.count { $0.hasPrefix("run hook") } == 1, "never again by itself")
    }

    @Test func aHookThatIsHeardOfAgainHasItsWholeTime() throws {
        let cluster = Cluster.healthy()
        let agent = try #require(cluster.agents["b1"])
        try Self.crashDuringHook(cluster)
        agent.openHook = .running
        cluster.kill(agent: "b1")
        cluster.restartController()
        cluster.run(for: .seconds(20))
        cluster.revive(agent: "b1")
        cluster.run(for: .seconds(20))
        #expect(!cluster.pages.contains { $0.title.contains("needs a person") })
        agent.openHook = nil
        let execution = { cluster.controller.cluster.executions["app-1"] }
        _ = try #require(cluster.run(atMost: .seconds(5)) { execution()?.ending == .succeeded })
    }

    @Test func anAgentThatComesBackInTimeIsAskedAgain() throws {
        let cluster = Cluster.healthy()
        try Self.crashDuringHook(cluster)
        cluster.kill(agent: "b1")
        cluster.restartController()
        cluster.run(for: .seconds(20))
        cluster.revive(agent: "b1")
        let execution = { cluster.controller.cluster.executions["app-1"] }
        _ = try #require(cluster.run(atMost: .seconds(10)) { execution()?.ending == .succeeded })
    }

    /// The agent is back in time with a new disk: it has never heard of the hook, and that does not mean that it has not run.
    @Test(arguments: [false, true])
    func aHookOfWhichOnlyALostDiskKnewIsShownToAPerson(byAnotherController: Bool) throws {
        let cluster = Cluster.healthy()
        let agent = try #require(cluster.agents["b1"])
        if byAnotherController {
            try Self.crashDuringHook(cluster)
        } else {
            cluster.kill("a")
            _ = try #require(cluster.run(atMost: .seconds(20)) { cluster.deeds.contains { $0.hasPrefix("run hook") } })
        }
        cluster.kill(agent: "b1")
        agent.loseDisk()
        cluster.revive(agent: "b1")
        if byAnotherController { cluster.restartController() }
        let page = { cluster.pages.first { $0.title.contains("deploy needs a person") } }
        _ = try #require(cluster.run(atMost: .seconds(60)) { page() != nil }, "\(cluster.pages.map(\.title))")
        #expect(page()?.details.joined().contains("b1 has lost its ledger") == true)
        #expect(cluster.deeds.count { $0.hasPrefix("run hook") } == 1, "never again by itself")
    }
}

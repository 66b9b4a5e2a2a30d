import Decision
import Domain
import Runbook
import Testing

/// What rests on a record that may never be stored is told to nobody before it is stored (DESIGN S4).
@Suite struct OrderOfCommitTests {
    @Test func checksOfAPlanReachNoAgentBeforeThePlanIsStored() {
        let cluster = Cluster.healthy()
        var machine = cluster.controller
        let offer = PlanOffer(plan: .example(), findings: [], source: "", reason: "test", dryRun: false)
        _ = machine.handle(.planOffered(1, by: "ada", offer), at: cluster.moment)
        let report = AgentMessage.report(AgentReport(process: 1, number: 1000))
        let outcome = machine.handle(.agentSaid("b1", "b", report), at: cluster.moment)
        #expect(!outcome.immediate.contains { $0.isAssignment })
        #expect(outcome.afterCommit.contains { $0.isAssignment })
    }

    /// The order to run may wait for its record yet: an agent that is asked before it gets the order knows nothing of it.
    @Test func anAgentIsAskedAboutAHookOnlyAfterItWasGivenIt() throws {
        let cluster = Cluster.healthy()
        cluster.kill("a")
        _ = try #require(cluster.run(atMost: .seconds(20)) { cluster.deeds.contains { $0.hasPrefix("run hook") } })
        var machine = cluster.controller
        let hello = try #require(cluster.agents["b1"]).hello
        let outcome = machine.handle(.agentSaid("b1", "b", .hello(hello)), at: cluster.moment)
        #expect(!outcome.immediate.contains { $0.isInspection })
        #expect(outcome.afterCommit.contains { $0.isInspection })
    }
}

extension ControllerMachine.Effect {
    fileprivate var isAssignment: Bool { if case .send(.assignment, _) = self { true } else { false } }

    fileprivate var isInspection: Bool {
        if case .send(.hookOrder(let order), _) = self { order.purpose == .inspect } else { false }
    }
}

import Domain
import Runbook

/// Which agent was given which hook order, and the inspections that wait for agents' answers.
struct HookDesk: Sendable {
    /// A question to the agent that was given an order, what became of it.
    struct Inspection: Sendable {
        var order: StepOrder
        var agent: AgentID
        /// When the agent counts as gone.
        var deadline: Instant
    }

    private(set) var performing: [HookKey: (agent: AgentID, order: HookOrder)] = [:]
    var inspections: [HookKey: Inspection] = [:]

    mutating func gave(_ order: HookOrder, to agent: AgentID) { performing[order.key] = (agent, order) }
    mutating func forget(_ key: HookKey) {
        performing[key] = nil
        inspections[key] = nil
    }

    /// Nobody waits for what this execution has ordered any more.
    mutating func forget(_ execution: ExecutionID) {
        performing = performing.filter { $0.key.execution != execution }
        inspections = inspections.filter { $0.key.execution != execution }
    }

    func agent(of key: HookKey) -> AgentID? { performing[key]?.agent }

    func orders(of agent: AgentID) -> [HookOrder] {
        performing.values.filter { $0.agent == agent }.map(\.order).sorted { $0.key < $1.key }
    }
}

extension HookKey: Comparable {
    package static func < (left: HookKey, right: HookKey) -> Bool {
        (left.execution, left.step, left.attempt) < (right.execution, right.step, right.attempt)
    }
}

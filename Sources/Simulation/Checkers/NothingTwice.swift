import Domain

/// S4: a step is journalled before it starts, and what has succeeded is not done again unless a person says so.
struct NothingTwice: Checker {
    let rule = "S4"
    private var begun: Set<HookKey> = []
    private var done: Set<Work> = []
    private var ran: Set<HookKey> = []
    /// What was under way when its agent ended: nobody knows whether it took effect.
    private var doubtful: Set<Work> = []
    private var underWay: [HookKey: (order: HookOrder, agent: AgentID)] = [:]

    private struct Work: Hashable {
        var execution: ExecutionID
        var step: StepID
        /// A compensation may run the same hook as the step.
        var hook: HookName

        init(_ order: HookOrder) {
            execution = order.key.execution
            step = order.key.step
            hook = order.hook
        }
    }

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        switch event {
        case .journalled(let record):
            if case .execution(let event) = record.event { note(event) }
            return nil
        case .hookStarted(let order, let agent): return judge(order, on: agent)
        case .hookSucceeded(let order, _): done.insert(Work(order))
        case .agentEnded(let agent): doubt(agent, world)
        default: break
        }
        return nil
    }

    private mutating func doubt(_ agent: AgentID, _ world: World) {
        for (key, work) in underWay where work.agent == agent {
            underWay[key] = nil
            if world.agent(agent)?.disk.hooks[key] == .running { doubtful.insert(Work(work.order)) }
        }
    }

    private mutating func note(_ event: ExecutionEvent) {
        switch event {
        case .stepStarted(let execution, let step, let attempt, _, _, _):
            begun.insert(HookKey(execution: execution, step: step, attempt: attempt))
        case .stepRetried(let execution, let step, _, _):
            done = done.filter { $0.execution != execution || $0.step != step }
            doubtful = doubtful.filter { $0.execution != execution || $0.step != step }
        case .started, .stepEnded, .stepPassedOver, .stepSkipped, .aborted, .ended: break
        }
    }

    private mutating func judge(_ order: HookOrder, on agent: AgentID) -> String? {
        let key = order.key
        guard begun.contains(key) else {
            return "\(agent) runs \(key.execution) \(key.step), try \(key.attempt), which no record announced"
        }
        guard ran.insert(key).inserted else {
            return "\(agent) runs \(key.execution) \(key.step), try \(key.attempt), for the second time"
        }
        underWay[key] = (order, agent)
        guard !done.contains(Work(order)) else {
            return "\(agent) repeats \(key.execution) \(key.step), which had succeeded"
        }
        guard !doubtful.contains(Work(order)) else {
            return "\(agent) repeats \(key.execution) \(key.step), of which nobody knows whether it was done"
        }
        return nil
    }
}

import Domain
import Runbook

// Hooks as steps: choosing an agent, and finding out what became of an order.
extension ControllerTurn {
    mutating func performHook(_ order: StepOrder) {
        guard let hook = hookOrder(order, purpose: .run) else {
            return refuse(order, "the step does not name all that it takes to run it")
        }
        guard let agent = order.agent else {
            let region = order.action.hookRegion?.rawValue ?? "its region"
            return end(order.key, .failed(reason: "no agent of \(region) that has the hook \(hook.hook) is connected"))
        }
        machine.hooks.gave(hook, to: agent)
        self.order(.send(.hookOrder(hook), to: agent))
    }

    /// Only the agent that was given the order can tell what became of it: the journal says which one that was.
    mutating func inspectHook(_ order: StepOrder) {
        guard let hook = hookOrder(order, purpose: .inspect) else {
            return refuse(order, "the step does not name all that it takes to run it")
        }
        guard let agent = order.agent else { return finish(order.key, .notDone) }
        machine.hooks.inspections[order.key] = HookDesk.Inspection(
            order: order,
            agent: agent,
            deadline: now.instant + Self.inspectionPatience
        )
        if machine.agents[agent]?.isConnected == true { self.order(.send(.hookOrder(hook), to: agent)) }
    }

    /// An agent whose connection was cut is back within this time. Shorter than an execution's own patience with a look, so
    /// that it hears who is gone.
    private static var inspectionPatience: Duration { .seconds(10) }

    mutating func take(_ status: HookStatus, from agent: AgentID) {
        if let inspection = machine.hooks.inspections[status.key], inspection.agent == agent {
            return conclude(inspection, with: status)
        }
        guard machine.hooks.agent(of: status.key) == agent else { return }
        machine.hooks.forget(status.key)
        end(status.key, status.state.tryResult)
    }

    private mutating func conclude(_ inspection: HookDesk.Inspection, with status: HookStatus) {
        let (key, agent) = (status.key, inspection.agent)
        switch status.state {
        case .succeeded(let outputs): finish(key, .done(outputs: outputs, summary: "done by \(agent)"))
        case .failed(let code, let summary):
            finish(key, .failed(reason: "exit code \(code) on \(agent): \(summary)"))
        case .running:
            machine.hooks.inspections[key] = nil
            if let hook = hookOrder(inspection.order, purpose: .run) { machine.hooks.gave(hook, to: agent) }
            advance(key.execution, .inspected(key, .stillRunning))
        case .interrupted: finish(key, .unknown(reason: interruption(of: inspection)))
        case .timedOut: finish(key, .unknown(reason: "killed at its time limit on \(agent)"))
        case .refused(let refusal): finish(key, .unknown(reason: "\(agent) does not tell: \(refusal.message)"))
        case .notStarted: finish(key, .notDone)
        }
    }

    private func interruption(of inspection: HookDesk.Inspection) -> String {
        let (agent, ledger) = (inspection.agent, inspection.order.ledger)
        guard let ledger, machine.agents[agent]?.hello?.ledger != ledger else { return "interrupted on \(agent)" }
        return "\(agent) has lost its ledger of hooks since it was given the order, and nobody else can tell"
    }

    /// An agent that has come back is asked again about what it was given before; not before it was given it: an order may wait
    /// for its commit, and an agent that does not have it yet would say that nothing was done.
    mutating func askAgainAboutHooks(of agent: AgentID) {
        guard machine.isLeader else { return }
        for order in machine.hooks.orders(of: agent) {
            self.order(.send(.hookOrder(order.asking), to: agent))
        }
        for (key, inspection) in machine.hooks.inspections.sorted(by: { $0.key < $1.key })
        where inspection.agent == agent {
            guard let order = hookOrder(inspection.order, purpose: .inspect) else { continue }
            self.order(.send(.hookOrder(order), to: agent))
            machine.hooks.inspections[key]?.deadline = now.instant + Self.inspectionPatience
        }
    }

    mutating func watchHooks() {
        for (key, inspection) in machine.hooks.inspections.sorted(by: { $0.key < $1.key })
        where inspection.deadline <= now.instant {
            let isConnected = machine.agents[inspection.agent]?.isConnected == true
            let silence = isConnected ? "does not answer" : "is not connected"
            let reason = "agent \(inspection.agent), which was given the hook, \(silence): nobody else can tell"
            finish(key, .unreachable(reason: reason))
        }
    }

    private mutating func finish(_ key: HookKey, _ inspection: Execution.Inspection) {
        machine.hooks.forget(key)
        advance(key.execution, .inspected(key, inspection))
    }

    private mutating func end(_ key: HookKey, _ result: Execution.TryResult) {
        advance(key.execution, .ended(key, result))
    }

    private mutating func refuse(_ order: StepOrder, _ reason: String) {
        end(order.key, .refused(reason: reason))
    }

    private func hookOrder(_ order: StepOrder, purpose: HookOrder.Purpose) -> HookOrder? {
        guard let hook = order.action.hook, order.action.hookRegion != nil, let term = machine.term else { return nil }
        return HookOrder(
            key: order.key,
            purpose: purpose,
            term: term,
            application: order.application,
            epoch: order.epoch,
            hook: hook,
            parameters: order.hookEnvironment,
            timeout: order.timeout,
            ledger: order.ledger
        )
    }
}

extension ControllerMachine {
    /// Who can be given a hook now.
    var hookAgents: [HookAgent] {
        agents.values.filter { $0.isConnected && !$0.isDrained }.map { agent in
            HookAgent(
                id: agent.id,
                region: agent.region,
                hooks: Set(agent.hello?.hooks ?? []),
                ledger: agent.hello?.ledger
            )
        }
    }
}

extension StepOrder {
    /// What the command finds in its environment beside what the agent itself knows of the order.
    fileprivate var hookEnvironment: [String: String] {
        var environment = ["source": source.rawValue, "target": target.rawValue, "kind": kind.rawValue]
        guard case .table(let own)? = action.with["parameters"] else { return environment }
        for (name, value) in own { environment[name] = value.scalarText ?? "" }
        return environment
    }
}

extension HookOrder {
    fileprivate var asking: HookOrder {
        var order = self
        order.purpose = .inspect
        return order
    }
}

extension HookStatus.State {
    /// What it means for a try that was ordered.
    fileprivate var tryResult: Execution.TryResult {
        switch self {
        // It was asked, because it had come back. A hook that outlived its agent has nobody left to report its end.
        case .running: .outcomeUnknown(reason: "the agent has come back while it runs")
        case .notStarted: .outcomeUnknown(reason: "the agent knows nothing of it")
        case .succeeded(let outputs): .succeeded(outputs: outputs, summary: "")
        case .failed(let code, let summary): .failed(reason: "exit code \(code): \(summary)")
        case .timedOut: .outcomeUnknown(reason: "killed at its time limit")
        case .refused(let refusal): .refused(reason: refusal.message)
        case .interrupted: .outcomeUnknown(reason: "the agent was restarted meanwhile")
        }
    }
}

import Domain
import Runbook

// Taking over: a region that is lost is more than what a lesser runbook was mending in it, or a planned move to it (DESIGN 3.2).
extension ControllerTurn {
    /// Why an open execution keeps the application from moving; `nil` where none is open, or the one that is gives way.
    func obstruction(to intent: Intent, _ state: ApplicationState) -> String? {
        guard let open = machine.cluster.openExecution(of: intent.application) else { return nil }
        guard givesWay(open, to: intent, state) else {
            return "execution \(open.id) is open; abort it or let it end"
        }
        let awaited = awaitedTries(of: open, state)
        guard !awaited.isEmpty, !isPlanted(.takeOverWaitsForNobody) else { return nil }
        return "execution \(open.id) gives way, and \(awaited.joined(separator: ", ")) is being stopped"
    }

    /// Whether the execution that is open ends by itself for the move.
    func isGivenWay(to intent: Intent, _ state: ApplicationState) -> Bool {
        machine.cluster.openExecution(of: intent.application).map { givesWay($0, to: intent, state) } ?? false
    }

    /// Stops what gives way as soon as nothing else speaks against the move: a failover that is held must not stop what mends.
    mutating func makeWay(for intent: Intent) {
        guard let open = machine.cluster.openExecution(of: intent.application), !open.state.isAborting,
            let state = machine.cluster.applications[intent.application], givesWay(open, to: intent, state),
            bestTarget(for: intent).denials.allSatisfy({ $0.gate == .otherExecution })
        else { return }
        advance(open.id, .abortRequested(by: nil, reason: "\(intent.cause.summary) takes over"))
    }

    /// The epoch has moved: what gave way ends in the same transaction, and says what it leaves in doubt (DESIGN S4).
    mutating func endWhatGivesWay(in application: ApplicationID, to epoch: Epoch) {
        guard !isPlanted(.otherExecutionsAreIgnored), let open = machine.cluster.openExecution(of: application) else {
            return
        }
        advance(open.id, .superseded(by: epoch))
        machine.hooks.forget(open.id)
    }

    /// A runbook that moves nothing, and a planned move to the region that failed under it. A failover's own execution does not:
    /// there the cool-down decides, or the person who ordered it (DESIGN S5).
    private func givesWay(_ execution: Execution, to intent: Intent, _ state: ApplicationState) -> Bool {
        guard intent.cause.order == nil else { return false }
        let header = execution.state.header
        if header.source == header.target { return true }
        return header.kind == .manual && header.epoch == state.assignment.epoch && state.movedBy?.isPlanned == true
    }

    /// The hooks under way that still may act, and can be heard of. Agents of the lost region that are silent are not waited
    /// for: they are fenced before the epoch moves, and every later order of the old epoch is refused.
    private func awaitedTries(of execution: Execution, _ state: ApplicationState) -> [String] {
        execution.state.steps.filter(\.isRunning).compactMap { progress in
            guard let agent = progress.agent, let view = machine.agents[agent] else { return nil }
            let isLost =
                view.region == state.assignment.region
                && view.isMissing(after: state.plan.detection.silenceAfter, at: now.instant)
            return isLost ? nil : "\(progress.step.id) on \(agent)"
        }
    }
}

extension FailoverCause {
    /// A person moved the application in peace.
    fileprivate var isPlanned: Bool {
        switch self {
        case .switchover, .failback: true
        case .scenario, .failover, .declaration: false
        }
    }
}

import Domain

@testable import Runbook

extension JournalEvent {
    /// A record of an execution in one line.
    var scriptText: String {
        switch self {
        case .execution(.started(let header)): "execution \(header.id) started"
        case .execution(.stepStarted(_, let step, let attempt, let undo, _, _)):
            "\(undo ? "undoing " : "")\(step)#\(attempt) started"
        case .execution(.stepEnded(_, let step, let attempt, let undo, let result)):
            "\(undo ? "undoing " : "")\(step)#\(attempt) \(result.scriptText)"
        case .execution(.stepPassedOver(_, let step, let reason)): "\(step) passed over: \(reason)"
        case .execution(.stepSkipped(_, let step, let person, let reason)): "\(step) skipped by \(person): \(reason)"
        case .execution(.stepRetried(_, let step, let person, let reason)): "\(step) retried by \(person): \(reason)"
        case .execution(.aborted(_, let person, let reason)): "aborted by \(person?.rawValue ?? "itself"): \(reason)"
        case .execution(.ended(_, let outcome, let reason)): "ended as \(outcome.rawValue): \(reason)"
        case .question(.asked(let question)): "question \(question.id) asked: \(question.text)"
        case .question(.answered(let question, let isApproved, let person, let reason)):
            "question \(question) \(isApproved ? "approved" : "rejected") by \(person): \(reason)"
        case .question(.withdrawn(let question, let reason)): "question \(question) withdrawn: \(reason)"
        case .controllers, .agent, .plan, .freeze, .failover, .incident, .notification, .dns:
            "NOT A RECORD OF AN EXECUTION: \(self)"
        }
    }
}

extension StepResult {
    fileprivate var scriptText: String {
        switch self {
        case .succeeded(let outputs, let summary):
            "succeeded: \(summary)" + (outputs.isEmpty ? "" : " \(text(of: outputs))")
        case .failed(let reason): "failed: \(reason)"
        case .refused(let reason): "refused: \(reason)"
        case .interrupted(let reason): "interrupted: \(reason)"
        case .inDoubt(let reason): "in doubt: \(reason)"
        }
    }
}

extension Execution.Effect {
    var scriptText: String {
        switch self {
        case .perform(let order): "perform \(order.scriptText)"
        case .inspect(let order): "inspect \(order.scriptText)"
        case .stop(let key): "stop \(key.step)#\(key.attempt)"
        case .ask(let question): "ask \(question.id)"
        case .withdraw(let question): "withdraw \(question)"
        case .wakeAt(let instant): "wake at \(Moment.test(.zero).instant.duration(to: instant).text)"
        case .alert(let alert): "\(alert.needsPerson ? "page" : "note") \(alert.text)"
        }
    }
}

extension StepOrder {
    fileprivate var scriptText: String {
        let parameters = action.with.mapValues { $0.scalarText ?? "…" }
        return "\(isCompensation ? "undoing " : "")\(key.step)#\(key.attempt): \(action.uses) \(text(of: parameters))"
    }
}

extension ExecutionView {
    var scriptLines: [String] {
        var lines = ["\(id) is \(state.rawValue)" + (outcome.map { ": \($0.rawValue)" } ?? "")]
        if let reason { lines.append("  because \(reason)") }
        lines += waitingFor.map { "  waits for \($0)" }
        lines += steps.map { step in
            let took = step.took.map { " \($0.text)" } ?? ""
            let undo = step.compensation.map {
                ", undo \($0.rawValue)\(step.compensationReason.map { ": \($0)" } ?? "")"
            }
            let reason = step.reason.map { " — \($0)" } ?? ""
            return "  \(step.id)#\(step.attempt) \(step.state.rawValue)\(took)\(reason)\(undo ?? "")"
        }
        return lines
    }
}

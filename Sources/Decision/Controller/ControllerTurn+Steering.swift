import Domain
import Runbook

// Operators' words on incidents, executions and questions.
extension ControllerTurn {
    mutating func changeIncident(_ command: OperatorCommand, for request: RequestNumber, by name: OperatorName) {
        guard let id = command.incident, let incident = machine.cluster.incidents[id] else {
            return answer(request, .usage, "there is no such incident")
        }
        guard incident.resolvedAt == nil else { return answer(request, .refused, "incident \(id) is resolved") }
        if case .note(_, let text) = command {
            record(.incident(.noted(id: id, text: text, by: name)))
        } else if case .resolve(_, let reason) = command {
            record(.incident(.resolved(id: id, by: name, reason: reason)))
        } else {
            record(.incident(.acknowledged(id: id, by: name)))
        }
        answer(request, .done, "incident \(id) is updated")
    }

    mutating func steer(_ command: OperatorCommand, for request: RequestNumber, by name: OperatorName) {
        guard let (id, event) = command.executionOrder(by: name), var execution = machine.cluster.executions[id] else {
            return answer(request, .usage, "there is no such execution")
        }
        execution.hookAgents = machine.hookAgents
        let result = execution.handle(event, at: now)
        if let refusal = adopt(execution, result) { return answer(request, .refused, refusal) }
        answer(request, .done, "execution \(id) is told")
    }

    mutating func settle(
        _ id: QuestionID,
        isApproved: Bool,
        reason: String,
        for request: RequestNumber,
        by name: OperatorName
    ) {
        guard let question = machine.cluster.questions[id]?.question else {
            return answer(request, .usage, "there is no open question \(id); see holdfast status")
        }
        switch question.subject {
        case .scenario:
            record(.question(.answered(question: id, isApproved: isApproved, by: name, reason: reason)))
        case .step(let execution, _):
            advance(execution, .answered(id, isApproved: isApproved, by: name, reason: reason))
        }
        answer(request, .done, "\(id) is \(isApproved ? "approved" : "rejected")")
    }
}

extension OperatorCommand {
    fileprivate var incident: IncidentID? {
        if case .acknowledge(let id) = self { return id }
        if case .note(let id, _) = self { return id }
        if case .resolve(let id, _) = self { return id }
        return nil
    }

    fileprivate func executionOrder(by name: OperatorName) -> (ExecutionID, Execution.Event)? {
        if case .abort(let id, let reason) = self { return (id, .abortRequested(by: name, reason: reason)) }
        if case .retry(let id, let step, let reason) = self {
            return (id, .retryRequested(step, by: name, reason: reason))
        }
        if case .skip(let id, let step, let reason) = self {
            return (id, .skipRequested(step, by: name, reason: reason))
        }
        return nil
    }
}

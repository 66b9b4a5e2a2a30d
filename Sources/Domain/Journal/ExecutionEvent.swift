/// What is remembered of an execution: a step is journalled before it starts and after it ends (DESIGN S4).
package enum ExecutionEvent: Hashable, Codable, Sendable {
    case started(ExecutionHeader)
    /// - Parameters:
    ///   - agent: who is given the order; `nil` where the controller carries it out itself, or nobody can.
    ///   - ledger: where that agent will remember it; `nil` if it does not say.
    case stepStarted(
        execution: ExecutionID,
        step: StepID,
        attempt: Int,
        isCompensation: Bool,
        agent: AgentID?,
        ledger: HookLedgerID? = nil
    )
    case stepEnded(execution: ExecutionID, step: StepID, attempt: Int, isCompensation: Bool, result: StepResult)
    case stepPassedOver(execution: ExecutionID, step: StepID, reason: String)
    case stepSkipped(execution: ExecutionID, step: StepID, by: OperatorName, reason: String)
    case stepRetried(execution: ExecutionID, step: StepID, by: OperatorName, reason: String)
    case aborted(execution: ExecutionID, by: OperatorName?, reason: String)
    case ended(execution: ExecutionID, outcome: ExecutionOutcome, reason: String)
}

extension ExecutionEvent {
    package var execution: ExecutionID {
        switch self {
        case .started(let header): header.id
        case .stepStarted(let execution, _, _, _, _, _), .stepEnded(let execution, _, _, _, _),
            .stepPassedOver(let execution, _, _), .stepSkipped(let execution, _, _, _),
            .stepRetried(let execution, _, _, _), .aborted(let execution, _, _), .ended(let execution, _, _):
            execution
        }
    }

    /// Only the first event of an execution names its application.
    var application: ApplicationID? {
        switch self {
        case .started(let header): header.application
        case .stepStarted, .stepEnded, .stepPassedOver, .stepSkipped, .stepRetried, .aborted, .ended: nil
        }
    }

    var author: OperatorName? {
        switch self {
        case .stepSkipped(_, _, let by, _), .stepRetried(_, _, let by, _): by
        case .aborted(_, let by, _): by
        case .started, .stepStarted, .stepEnded, .stepPassedOver, .ended: nil
        }
    }

    var summary: String {
        switch self {
        case .started(let header):
            "\(header.id): runbook \(header.scenario) begins (\(header.kind.rawValue), \(header.source) to \(header.target), epoch \(header.epoch))"
        case .stepStarted(_, let step, let attempt, let isCompensation, let agent, _):
            "\(execution): \(isCompensation ? "undo of " : "")\(step) begins, try \(attempt)\(agent.map { " on \($0)" } ?? "")"
        case .stepEnded(_, let step, _, let isCompensation, let result):
            "\(execution): \(isCompensation ? "undo of " : "")\(step) \(result.summary)"
        case .stepPassedOver(_, let step, let reason): "\(execution): \(step) passed over: \(reason)"
        case .stepSkipped(_, let step, let by, let reason): "\(execution): \(step) skipped by \(by): \(reason)"
        case .stepRetried(_, let step, let by, let reason): "\(execution): \(step) tried again by \(by): \(reason)"
        case .aborted(_, let by, let reason): "\(execution) aborted\(by.byline): \(reason)"
        case .ended(_, let outcome, let reason):
            "\(execution) ended, \(outcome.rawValue)\(reason.isEmpty ? "" : ": " + reason)"
        }
    }
}

import Domain

@testable import Runbook

/// What must hold of the records of an execution, told from the records alone.
struct RecordRules {
    private let runbook: [Step]
    private(set) var violations: [String] = []
    private var isDone: [StepID: Bool] = [:]
    private var failures: [String: Int] = [:]
    private var isGivenUp: Set<String> = []
    private var open: [StepID: Int] = [:]
    private var lastAttempt: [StepID: Int] = [:]
    private var mayStart = true
    private var hasEnded = false

    init(_ runbook: [Step]) { self.runbook = runbook }

    mutating func check(_ event: JournalEvent) {
        if hasEnded { violations.append("a record after the end: \(event.scriptText)") }
        guard case .execution(let event) = event else { return }
        switch event {
        case .started: break
        case .stepStarted(_, let step, let attempt, let isCompensation, _, _): start(step, attempt, isCompensation)
        case .stepEnded(_, let step, let attempt, let isCompensation, let result):
            end(step, attempt, isCompensation, result)
        case .stepPassedOver(_, let step, _), .stepSkipped(_, let step, _, _): isDone[step] = true
        case .stepRetried(_, let step, _, _):
            for name in ["\(step)", "undo \(step)"] {
                failures[name] = 0
                isGivenUp.remove(name)
            }
        case .aborted: mayStart = false
        case .ended: hasEnded = true
        }
    }

    private mutating func start(_ step: StepID, _ attempt: Int, _ isCompensation: Bool) {
        guard let planned = runbook.first(where: { $0.id == step }) else { return violations.append("no step \(step)") }
        let name = isCompensation ? "undo \(step)" : "\(step)"
        if open[step] != nil { violations.append("\(step) has two tries at once") }
        if attempt <= lastAttempt[step] ?? 0 { violations.append("\(step)#\(attempt) is not a new number") }
        if !isCompensation, !mayStart { violations.append("\(name) started although nothing may") }
        if !isCompensation, planned.needs.contains(where: { isDone[$0] != true }) {
            violations.append("\(name) started before what it needs")
        }
        if failures[name, default: 0] >= planned.retry.attempts || isGivenUp.contains(name) {
            violations.append("\(name) was tried too often")
        }
        (open[step], lastAttempt[step]) = (attempt, attempt)
    }

    private mutating func end(_ step: StepID, _ attempt: Int, _ isCompensation: Bool, _ result: StepResult) {
        guard let planned = runbook.first(where: { $0.id == step }) else { return violations.append("no step \(step)") }
        let name = isCompensation ? "undo \(step)" : "\(step)"
        if let open = open[step], open != attempt { violations.append("\(step)#\(attempt) ended instead of \(open)") }
        (open[step], lastAttempt[step]) = (nil, attempt)
        switch result {
        case .succeeded: if !isCompensation { isDone[step] = true }
        case .failed: failures[name, default: 0] += 1
        case .refused: isGivenUp.insert(name)
        case .interrupted: break
        case .inDoubt: isGivenUp.insert(name)
        }
        guard case .failed = result, failures[name, default: 0] < planned.retry.attempts else {
            return giveUp(planned, result, isCompensation)
        }
    }

    private mutating func giveUp(_ step: Step, _ result: StepResult, _ isCompensation: Bool) {
        switch result {
        case .failed, .refused:
            guard !isCompensation else { return }
            if step.onFailure == .continue { isDone[step.id] = true }
            if step.onFailure == .compensate { mayStart = false }
        case .succeeded, .interrupted, .inDoubt: break
        }
    }
}

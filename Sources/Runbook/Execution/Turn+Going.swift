import Domain

extension Turn {
    /// Does what can be done, until nothing more can: each round adds a record, and there are only so many to add.
    mutating func goOn() {
        var seen: Int
        repeat {
            seen = outcome.records.count
            concludeApprovals()
            withdrawMootQuestions()
            switch state.phase {
            case .forward: goForward()
            case .compensating(let step): compensateNext(because: step)
            case .aborting(_, let reason): endAbortWhenQuiet(reason: reason)
            case .ended: break
            }
        } while outcome.records.count > seen
        planNextTries()
    }

    private mutating func goForward() {
        let isHalted = state.steps.contains(where: \.isHalting)
        if let index = state.steps.firstIndex(where: { mayStart($0, isHalted: isHalted) }) {
            begin(index, isCompensation: false)
        } else if state.steps.allSatisfy(\.isDone) {
            endForward()
        } else if !isHalted, !state.steps.contains(where: \.isMoving) {
            endStuck()
        }
    }

    /// Tries of a step that has begun go on while a failed sibling halts the rest, so that a person finds it settled.
    private func mayStart(_ progress: StepProgress, isHalted: Bool) -> Bool {
        switch progress.forward.stage {
        case .waiting: !isHalted && state.areNeedsDone(of: progress.step)
        case .betweenTries: isNextTryDue(of: progress.step.id)
        case .running, .succeeded, .failed, .inDoubt, .passedOver, .skipped: false
        }
    }

    func isNextTryDue(of step: StepID) -> Bool {
        guard let instant = execution.nextTries[step] else { return false }
        return instant <= now.instant
    }

    private mutating func endForward() {
        let flaws = state.steps.compactMap(\.flaw)
        guard !flaws.isEmpty else { return end(.succeeded, reason: "every step is done") }
        end(.succeededWithFailures, reason: flaws.joined(separator: "; "))
    }

    /// A runbook that lint would have refused: a step needs itself, or a step that is not there.
    private mutating func endStuck() {
        let stuck = state.steps.filter { !$0.isDone }.map { "\($0.step.id) needs \($0.step.needs.text)" }
        end(.failed, reason: "these steps can never start: " + stuck.joined(separator: "; "))
    }

    mutating func end(_ outcome: ExecutionOutcome, reason: String) {
        execution.watches = [:]
        execution.nextTries = [:]
        record(.execution(.ended(execution: header.id, outcome: outcome, reason: reason)))
    }

    /// Gives every step between tries the instant of its next one, and forgets those that are no longer between tries.
    private mutating func planNextTries() {
        for progress in state.steps {
            let id = progress.step.id
            if let track = progress.trackBetweenTries, execution.ending == nil {
                let wait = progress.step.retry.wait(afterFailures: track.failures)
                execution.nextTries[id] = execution.nextTries[id] ?? now.instant.advanced(by: wait)
            } else {
                execution.nextTries[id] = nil
            }
        }
    }
}

extension StepProgress {
    /// Whether something happens with it by itself.
    fileprivate var isMoving: Bool { isRunning || trackBetweenTries != nil }

    var trackBetweenTries: Track? {
        if case .betweenTries = compensation.stage { return compensation }
        if case .betweenTries = forward.stage { return forward }
        return nil
    }

    /// What keeps an execution with this step from having simply succeeded.
    fileprivate var flaw: String? {
        switch forward.stage {
        case .failed(let reason): "\(step.id) failed: \(reason)"
        case .inDoubt(let reason): "\(step.id) is in doubt: \(reason)"
        case .skipped(let person, let reason): "\(step.id) was skipped by \(person): \(reason)"
        case .waiting, .running, .betweenTries, .succeeded, .passedOver: nil
        }
    }
}

extension [StepID] {
    var text: String { map(\.rawValue).joined(separator: ", ") }
}

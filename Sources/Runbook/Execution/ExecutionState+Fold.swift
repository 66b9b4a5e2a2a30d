import Domain

extension ExecutionState {
    /// Takes over what a record says; records of other executions and of other things change nothing.
    ///
    /// The deciding part and the replay of a journal both come through here, so that they cannot differ.
    mutating func apply(_ event: JournalEvent, at time: Timestamp) {
        switch event {
        case .execution(let event):
            if event.execution == header.id { apply(event, at: time) }
        case .question(let event): apply(event)
        case .controllers, .agent, .plan, .freeze, .failover, .incident, .notification, .dns: break
        }
    }

    private mutating func apply(_ event: ExecutionEvent, at time: Timestamp) {
        switch event {
        case .started: startedAt = time
        case .stepStarted(_, let step, let attempt, let isCompensation, let agent, let ledger):
            change(step) {
                $0.start(attempt, isCompensation: isCompensation, at: time)
                ($0.agent, $0.ledger) = (agent, ledger)
            }
        case .stepEnded(_, let step, let attempt, let isCompensation, let result):
            end(step, attempt: attempt, isCompensation: isCompensation, result: result, at: time)
        case .stepPassedOver(_, let step, let reason):
            change(step) { $0.forward.take(.passedOver(reason: reason), at: time) }
        case .stepSkipped(_, let step, let person, let reason):
            takePersonsWord(.skipped(by: person, reason: reason), on: step, at: time)
        case .stepRetried(_, let step, _, _): takePersonsWord(.retried, on: step, at: time)
        case .aborted(_, let person, let reason): beginAbort(by: person, reason: reason, at: time)
        case .ended(_, let outcome, let reason):
            phase = .ended(outcome, reason: reason)
            endedAt = time
        }
    }

    private mutating func apply(_ event: QuestionEvent) {
        switch event {
        case .asked(let question):
            guard case .step(header.id, let step) = question.subject else { return }
            change(step) { $0.approval = .asked(question) }
        case .answered(let id, let isApproved, let person, let reason):
            guard let index = index(ofQuestion: id) else { return }
            steps[index].approval = .answered(isApproved: isApproved, by: person, reason: reason)
        case .withdrawn(let id, _):
            if let index = index(ofQuestion: id) { steps[index].approval = nil }
        }
    }

    func index(ofQuestion id: QuestionID) -> Int? { steps.firstIndex { $0.openQuestion?.id == id } }

    private mutating func change(_ step: StepID, _ body: (inout StepProgress) -> Void) {
        guard let index = index(of: step) else { return }
        body(&steps[index])
    }

    private mutating func end(
        _ step: StepID,
        attempt: Int,
        isCompensation: Bool,
        result: StepResult,
        at time: Timestamp
    ) {
        guard let index = index(of: step) else { return }
        let mayTryAgain = mayTryAgain(isCompensation: isCompensation)
        steps[index].end(attempt, isCompensation: isCompensation, result: result, mayTryAgain: mayTryAgain, at: time)
        guard !isCompensation else { return }
        switch steps[index].forward.stage {
        case .succeeded: succeeded.append(step)
        case .failed where steps[index].step.onFailure == .compensate && phase == .forward:
            phase = .compensating(because: step)
            giveUpFurtherTries(at: time)
        case .failed, .waiting, .running, .betweenTries, .inDoubt, .passedOver, .skipped: break
        }
    }

    private mutating func takePersonsWord(
        _ fact: Stage.Fact,
        on step: StepID,
        at time: Timestamp
    ) {
        guard let index = index(of: step) else { return }
        steps[index].take(fact, isCompensation: isCompensationMeant(of: steps[index]), at: time)
    }

    private mutating func beginAbort(by person: OperatorName?, reason: String, at time: Timestamp) {
        phase = .aborting(by: person, reason: reason)
        giveUpFurtherTries(at: time)
    }

    private mutating func giveUpFurtherTries(at time: Timestamp) {
        for index in steps.indices {
            if !mayTryAgain(isCompensation: false) { steps[index].forward.take(.gaveUp, at: time) }
            if !mayTryAgain(isCompensation: true) { steps[index].compensation.take(.gaveUp, at: time) }
        }
    }
}

extension StepProgress {
    fileprivate mutating func start(_ attempt: Int, isCompensation: Bool, at time: Timestamp) {
        self.attempt = max(self.attempt, attempt)
        approval = nil
        take(.started, isCompensation: isCompensation, at: time)
    }

    fileprivate mutating func end(
        _ attempt: Int,
        isCompensation: Bool,
        result: StepResult,
        mayTryAgain: Bool,
        at time: Timestamp
    ) {
        self.attempt = max(self.attempt, attempt)
        if !isCompensation, case .succeeded(let outputs, _) = result { self.outputs = outputs }
        let isLast = !mayTryAgain || track(isCompensation: isCompensation).failures + 1 >= step.retry.attempts
        take(Stage.Fact(result, isLast: isLast), isCompensation: isCompensation, at: time)
    }
}

extension Stage.Fact {
    fileprivate init(_ result: StepResult, isLast: Bool) {
        switch result {
        case .succeeded(_, let summary): self = .succeeded(summary: summary)
        case .failed(let reason): self = isLast ? .failedForGood(reason: reason) : .failed(reason: reason)
        case .refused(let reason): self = .failedForGood(reason: reason)
        case .inDoubt(let reason): self = .fellInDoubt(reason: reason)
        case .interrupted: self = .interrupted
        }
    }
}

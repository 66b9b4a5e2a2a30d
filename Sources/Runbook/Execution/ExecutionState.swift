import Domain

/// Everything durable about an execution: the fold of its records.
package struct ExecutionState: Hashable, Sendable {
    /// Where the execution as a whole stands.
    package enum Phase: Hashable, Sendable {
        /// Steps start as what they need is done. Halts, but stays here, when a step failed with `on_failure: stop` or is in
        /// doubt: a person has it tried again, skips it, or aborts.
        /// Goes to `compensating` when a step fails with `on_failure: compensate`, to `aborting`, to `ended`.
        case forward
        /// Nothing new starts but compensations, newest first, one at a time. Goes to `aborting` or `ended`.
        case compensating(because: StepID)
        /// Nothing new starts; what runs was told to stop. Goes to `ended` when nothing runs any more.
        case aborting(by: OperatorName?, reason: String)
        /// Stays so.
        case ended(ExecutionOutcome, reason: String)
    }

    package let header: ExecutionHeader
    package internal(set) var phase = Phase.forward
    /// In the order of the runbook.
    package internal(set) var steps: [StepProgress]
    /// The steps that succeeded, oldest first.
    package internal(set) var succeeded: [StepID] = []
    package internal(set) var startedAt: Timestamp?
    package internal(set) var endedAt: Timestamp?

    init(header: ExecutionHeader) {
        self.header = header
        steps = header.runbook.map(StepProgress.init(step:))
    }

    package func progress(of step: StepID) -> StepProgress? { steps.first { $0.step.id == step } }

    func index(of step: StepID) -> Int? { steps.firstIndex { $0.step.id == step } }

    /// Whether every step that this one needs is done. A need that names no step is never done.
    func areNeedsDone(of step: Step) -> Bool {
        step.needs.allSatisfy { need in progress(of: need)?.isDone ?? false }
    }

    /// Whether a failed try of a step, or of a compensation, may be followed by another.
    func mayTryAgain(isCompensation: Bool) -> Bool {
        switch phase {
        case .forward: !isCompensation
        case .compensating: isCompensation
        case .aborting, .ended: false
        }
    }

    /// Whether a person's `retry` and `skip` of a step mean its compensation.
    func isCompensationMeant(of progress: StepProgress) -> Bool {
        guard case .compensating = phase, case .succeeded = progress.forward.stage else { return false }
        return progress.step.compensation != nil
    }
}

import Domain

extension Turn {
    /// Tells people of a step that failed or fell into doubt.
    mutating func alert(_ index: Int, isCompensation: Bool) {
        guard let alert = alert(for: state.steps[index], isCompensation: isCompensation) else { return }
        order(.alert(alert))
    }

    func alert(for progress: StepProgress, isCompensation: Bool) -> Execution.Alert? {
        let (step, what) = (progress.step.id, isCompensation ? "undoing \(progress.step.id)" : "\(progress.step.id)")
        switch progress.track(isCompensation: isCompensation).stage {
        case .failed(let reason):
            let waits = !isCompensation && progress.step.onFailure == .stop && state.phase == .forward
            let consequence = waits ? "retry, skip or abort" : consequence(of: progress, isCompensation)
            return .init(step: step, needsPerson: waits, text: "\(what) failed: \(reason); \(consequence)")
        case .inDoubt(let reason):
            let waits = !state.isAborting
            let consequence = waits ? "look at it, then \(choices(isCompensation))" : "look at it"
            return .init(step: step, needsPerson: waits, text: "\(what) is in doubt: \(reason); \(consequence)")
        case .waiting, .running, .betweenTries, .succeeded, .passedOver, .skipped: return nil
        }
    }

    private func choices(_ isCompensation: Bool) -> String {
        state.mayTryAgain(isCompensation: isCompensation) ? "retry, skip or abort" : "skip or abort"
    }

    private func consequence(of progress: StepProgress, _ isCompensation: Bool) -> String {
        switch state.phase {
        case .forward: "the execution goes on without it"
        case .compensating(let step): step == progress.step.id ? "what was done is undone" : "the rest is still undone"
        case .aborting, .ended: "the execution is being aborted"
        }
    }
}

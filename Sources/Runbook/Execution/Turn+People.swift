import Domain

extension Turn {
    /// Stops what runs and lets nothing more start.
    mutating func abort(by person: OperatorName?, reason: String) {
        guard !state.isAborting else { return refuse("\(state.phase.text); it ends when nothing runs any more") }
        record(.execution(.aborted(execution: header.id, by: person, reason: reason)))
        for step in execution.watches.keys.sorted() {
            if let watch = execution.watches[step], watch.mode != .asking { stop(watch) }
        }
    }

    mutating func endAbortWhenQuiet(reason: String) {
        guard !state.steps.contains(where: \.isRunning) else { return }
        let doubts = state.steps.filter(\.isInDoubt).map(\.step.id)
        end(.aborted, reason: doubts.isEmpty ? reason : "\(reason); in doubt: \(doubts.text)")
    }

    /// Ends at once when the epoch has moved on: the new epoch's execution inspects the world itself, and what this one still
    /// has on its way is refused by its epoch (DESIGN S3).
    mutating func giveWay(to epoch: Epoch) {
        guard epoch > header.epoch else { return }
        let reason = "epoch \(epoch) took over from epoch \(header.epoch)"
        if !state.isAborting { record(.execution(.aborted(execution: header.id, by: nil, reason: reason))) }
        for step in execution.watches.keys.sorted() {
            guard let watch = execution.watches[step], watch.mode != .asking else { continue }
            order(.stop(watch.order.key))
            conclude(watch, with: .inDoubt(reason: "\(reason) while it ran"))
        }
    }

    /// Lets a step, or while the runbook is undone a compensation, be tried anew with all its tries.
    mutating func retry(_ step: StepID, by person: OperatorName, reason: String) {
        guard let (progress, track) = meant(step, verb: "tried again") else { return }
        switch track.stage {
        case .failed, .inDoubt, .betweenTries:
            if case .compensating = state.phase, !state.isCompensationMeant(of: progress) {
                return refuse("\(state.phase.text), so that \(step) is not tried again; skip it, or abort")
            }
            record(.execution(.stepRetried(execution: header.id, step: step, by: person, reason: reason)))
        case .waiting, .running, .succeeded, .passedOver, .skipped:
            refuse("step \(step) is \(track.stage.name); only one that failed or is in doubt can be tried again")
        }
    }

    /// Counts a step, or while the runbook is undone a compensation, as done. A step has had its turn before: otherwise what needs
    /// it would overtake what it waits for, an approval even.
    mutating func skip(_ step: StepID, by person: OperatorName, reason: String) {
        guard let (progress, track) = meant(step, verb: "skipped") else { return }
        switch track.stage {
        case .waiting, .betweenTries, .failed, .inDoubt:
            if case .compensating = state.phase, !state.isCompensationMeant(of: progress), !progress.isInDoubt {
                return refuse("\(state.phase.text), and step \(step) has nothing to undo")
            }
            if state.phase == .forward, track.stage == .waiting {
                return refuse("step \(step) has not begun; one that failed or is in doubt can be skipped")
            }
            record(.execution(.stepSkipped(execution: header.id, step: step, by: person, reason: reason)))
        case .running:
            let question = progress.openQuestion.map { "approve or reject \($0.id)" }
            refuse("step \(step) is running; \(question ?? "wait for it, or abort the execution")")
        case .succeeded, .passedOver, .skipped:
            refuse("step \(step) is \(track.stage.name); there is nothing to skip")
        }
    }

    private mutating func meant(_ step: StepID, verb: String) -> (StepProgress, Track)? {
        guard let progress = state.progress(of: step) else {
            refuse("execution \(header.id) has no step \(step); its steps are \(state.steps.map(\.step.id).text)")
            return nil
        }
        guard !state.isAborting else {
            refuse("\(state.phase.text), so that \(step) cannot be \(verb)")
            return nil
        }
        return (progress, progress.track(isCompensation: state.isCompensationMeant(of: progress)))
    }

    private mutating func refuse(_ reason: String) { outcome.refusal = reason }
}

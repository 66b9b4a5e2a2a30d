import Domain

extension Execution {
    /// The execution for people and programs, as of now.
    package func view(at now: Moment) -> ExecutionView {
        ExecutionView(
            header: state.header,
            state: viewState,
            outcome: ending,
            reason: state.phase == .forward ? nil : state.phase.reason,
            waitingFor: waitingFor(at: now),
            startedAt: state.startedAt,
            endedAt: state.endedAt,
            took: state.startedAt.map { max((state.endedAt ?? now.wall) - $0, .zero) },
            steps: state.steps.map { view(of: $0, at: now) }
        )
    }

    private var viewState: ExecutionView.State {
        switch state.phase {
        case .forward: isMoving ? .running : .waitingForPerson
        case .compensating: isMoving ? .compensating : .waitingForPerson
        case .aborting: .aborting
        case .ended: .ended
        }
    }

    /// Whether something happens without a person. An approval is a wait for a person even while it has a time-out.
    private var isMoving: Bool {
        state.steps.contains { $0.trackBetweenTries != nil || ($0.isRunning && $0.openQuestion == nil) }
    }

    /// One line for each step that something or somebody has to do something about.
    private func waitingFor(at now: Moment) -> [String] {
        guard ending == nil else { return [] }
        guard isLive else { return ["a controller to go on with it"] }
        return state.steps.compactMap { progress in
            if let text = movingText(of: progress, at: now) {
                return "\(progress.isBeingUndone ? "undoing " : "")\(progress.step.id) \(text)"
            }
            let isHalting = progress.isHalting && state.phase == .forward
            guard progress.isInDoubt || isHalting else { return nil }
            return "a person: \(progress.step.id) \(choiceText(of: progress))"
        }
    }

    private func movingText(of progress: StepProgress, at now: Moment) -> String? {
        if progress.isRunning { return runningText(of: progress) }
        guard let track = progress.trackBetweenTries, case .betweenTries(let reason) = track.stage else { return nil }
        let wait = nextTries[progress.step.id].map { max(.zero, $0 - now.instant).text }
        return "to be tried again\(wait.map { " in \($0)" } ?? ""), after: \(reason)"
    }

    private func runningText(of progress: StepProgress) -> String {
        if let question = progress.openQuestion { return "to be approved: holdfast approve \(question.id)" }
        guard let watch = watches[progress.step.id] else { return "to be inspected" }
        let seen = watch.lastSeen.map { ": \($0)" } ?? ""
        return switch watch.mode {
        case .performing, .asking: "to end (try \(progress.attempt))"
        case .looking, .pausing: "to be seen as done or not\(seen)"
        }
    }

    private func choiceText(of progress: StepProgress) -> String {
        for case .inDoubt(let reason) in [progress.forward.stage, progress.compensation.stage] {
            return "is in doubt (\(reason))"
        }
        guard case .failed(let reason) = progress.forward.stage else { return "" }
        return "failed (\(reason))"
    }

    private func view(of progress: StepProgress, at now: Moment) -> StepView {
        let undo = progress.compensation.stage
        return StepView(
            id: progress.step.id,
            uses: progress.step.action.uses,
            needs: progress.step.needs,
            state: progress.forward.stage.view,
            attempt: progress.attempt,
            since: progress.forward.since,
            took: progress.forward.took(at: now.wall),
            reason: reason(of: progress, at: now),
            question: progress.openQuestion?.id,
            outputs: progress.outputs,
            compensation: undo == .waiting ? nil : undo.view,
            compensationReason: undo.reason
        )
    }

    private func reason(of progress: StepProgress, at now: Moment) -> String? {
        switch progress.forward.stage {
        case .waiting: waitText(of: progress)
        case .running, .betweenTries: movingText(of: progress, at: now).map { "waits \($0)" }
        case .succeeded, .failed, .inDoubt, .passedOver, .skipped: progress.forward.stage.reason
        }
    }

    private func waitText(of progress: StepProgress) -> String {
        guard state.phase == .forward else { return "nothing more starts: \(state.phase.text)" }
        let missing = progress.step.needs.filter { state.progress(of: $0)?.isDone != true }
        guard missing.isEmpty else { return "needs \(missing.text)" }
        return "nothing more starts: \(state.steps.filter(\.isHalting).map(\.step.id).text) failed or in doubt"
    }
}

extension StepProgress {
    fileprivate var isBeingUndone: Bool {
        switch compensation.stage {
        case .running, .betweenTries: true
        case .waiting, .succeeded, .failed, .inDoubt, .passedOver, .skipped: false
        }
    }
}

extension ExecutionState.Phase {
    fileprivate var reason: String? {
        switch self {
        case .forward: nil
        case .compensating(let step): "\(step) failed"
        case .aborting(_, let reason), .ended(_, let reason): reason
        }
    }
}

extension Stage {
    fileprivate var reason: String? {
        switch self {
        case .waiting, .running: nil
        case .succeeded(let summary): summary
        case .betweenTries(let reason), .failed(let reason), .inDoubt(let reason), .passedOver(let reason): reason
        case .skipped(let person, let reason): "skipped by \(person): \(reason)"
        }
    }
}

extension Track {
    /// By times of day, of which a clock may be set back.
    fileprivate func took(at now: Timestamp) -> Duration? {
        guard let began else { return nil }
        switch stage {
        case .running, .betweenTries, .waiting: return max(now - began, .zero)
        case .succeeded, .failed, .inDoubt, .passedOver, .skipped: return max((since ?? now) - began, .zero)
        }
    }
}

import Domain

extension Turn {
    /// Undoes the newest step that is not undone yet, when nothing else runs. What is in doubt waits for a person first: to
    /// undo around it would make the doubt worse.
    mutating func compensateNext(because cause: StepID) {
        guard !state.steps.contains(where: { $0.isRunning || $0.isInDoubt }) else { return }
        if let index = state.steps.firstIndex(where: { $0.trackBetweenTries != nil }) {
            if isNextTryDue(of: state.steps[index].step.id) { begin(index, isCompensation: true) }
        } else if let index = nextToUndo {
            begin(index, isCompensation: true)
        } else {
            endCompensated(because: cause)
        }
    }

    private var nextToUndo: Int? {
        for step in state.succeeded.reversed() {
            guard let index = state.index(of: step), state.isCompensationMeant(of: state.steps[index]) else { continue }
            if state.steps[index].compensation.stage == .waiting { return index }
        }
        return nil
    }

    /// What could not be undone stays: the outcome then says so.
    private mutating func endCompensated(because cause: StepID) {
        let why = "\(cause) failed"
        let left = state.steps.compactMap(\.reasonNotUndone)
        if left.isEmpty {
            end(.compensated, reason: "\(why); what was done is undone")
        } else {
            end(.failed, reason: "\(why); not undone: " + left.joined(separator: "; "))
        }
    }
}

extension StepProgress {
    var isInDoubt: Bool {
        if case .inDoubt = forward.stage { return true }
        if case .inDoubt = compensation.stage { return true }
        return false
    }

    fileprivate var reasonNotUndone: String? {
        switch compensation.stage {
        case .failed(let reason): "\(step.id) (\(reason))"
        case .skipped(let person, let reason): "\(step.id) (skipped by \(person): \(reason))"
        case .waiting, .running, .betweenTries, .succeeded, .inDoubt, .passedOver: nil
        }
    }
}

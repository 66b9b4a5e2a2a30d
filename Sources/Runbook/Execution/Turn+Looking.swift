import Domain

extension Turn {
    /// Inspects a try under way.
    mutating func look(at step: StepID) {
        guard let watch = execution.watches[step] else { return }
        execution.watches[step]?.mode = .looking(answerBy: now.instant.advanced(by: Watch.longestLook))
        order(.inspect(watch.order))
    }

    /// Does what is due for a try under way.
    mutating func checkTime(of step: StepID) {
        guard let watch = execution.watches[step] else { return }
        if watch.giveUpAt == nil, now.instant >= watch.deadline { return takeTooLong(watch) }
        switch watch.mode {
        case .performing, .asking: break
        case .looking(let answerBy):
            let silence = Execution.Inspection.unknown(reason: "no answer within \(Watch.longestLook.text)")
            if now.instant >= answerBy { takeInspection(silence, of: watch.order.key) }
        case .pausing(let until):
            if now.instant >= until { look(at: step) }
        }
    }

    private mutating func takeTooLong(_ watch: Watch) {
        let step = watch.order.key.step
        if watch.mode == .asking {
            return conclude(watch, with: .failed(reason: "nobody answered within \(watch.order.timeout.text)"))
        }
        let doubt = state.isAborting ? watch.doubt ?? .stopped : .tookTooLong
        execution.watches[step]?.doubt = doubt
        execution.watches[step]?.giveUpAt = now.instant.advanced(by: Watch.longestDoubt)
        execution.watches[step]?.isToldToStop = true
        order(.stop(watch.order.key))
        switch watch.mode {
        case .performing, .pausing: look(at: step)
        case .looking, .asking: break
        }
    }

    /// Tells a try under way to stop, and waits a short time for its answer instead of its own.
    mutating func stop(_ watch: Watch) {
        let deadline = now.instant.advanced(by: Watch.longestStop)
        execution.watches[watch.order.key.step]?.deadline = min(watch.deadline, deadline)
        execution.watches[watch.order.key.step]?.isToldToStop = true
        order(.stop(watch.order.key))
    }
}

extension ExecutionState {
    var isAborting: Bool {
        guard case .aborting = phase else { return false }
        return true
    }
}

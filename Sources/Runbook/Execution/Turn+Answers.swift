import Domain

extension Turn {
    /// Takes the answer of an order to perform. One of another try than the one under way is stale and changes nothing.
    mutating func takeResult(_ result: Execution.TryResult, of key: HookKey) {
        guard var watch = watch(of: key), watch.mode != .asking else { return }
        switch result {
        case .succeeded(let outputs, let summary): succeed(watch, outputs: outputs, summary: summary)
        case .failed(let reason): conclude(watch, with: .failed(reason: reason))
        case .refused(let reason): conclude(watch, with: .refused(reason: reason))
        case .outcomeUnknown(let reason):
            watch.doubt = watch.doubt ?? .answerLost(reason: reason)
            watch.lastSeen = reason
            execution.watches[key.step] = watch
            if watch.mode == .performing { look(at: key.step) }
        }
    }

    /// Takes what an inspection showed.
    mutating func takeInspection(_ inspection: Execution.Inspection, of key: HookKey) {
        guard let watch = watch(of: key), case .looking = watch.mode else { return }
        switch inspection {
        case .done(let outputs, let summary): succeed(watch, outputs: outputs, summary: summary)
        case .failed(let reason): conclude(watch, with: .failed(reason: reason))
        case .notDone: conclude(watch, with: watch.resultOfNothingDone)
        case .stillRunning:
            // Whatever was not known before: it has its whole time again, and is told to stop when that is over.
            let isOverdue = now.instant >= watch.deadline
            lookAgain(watch, until: isOverdue && watch.isToldToStop ? watch.giveUpAt : nil, seen: "it is still running")
            if isOverdue { checkTime(of: key.step) }
        case .unknown(let reason):
            if watch.order.isSafeToRepeat || isPlanted(.repeatsBlindly) {
                conclude(watch, with: resultOfSafeDoubt(watch, reason: reason))
            } else {
                lookAgain(watch, until: watch.giveUpAt ?? now.instant + Watch.longestDoubt, seen: reason)
            }
        case .unreachable(let reason):
            lookAgain(watch, until: watch.giveUpAt ?? now.instant + Watch.longestDoubt, seen: reason)
        }
    }

    private func watch(of key: HookKey) -> Watch? {
        guard let watch = execution.watches[key.step], watch.order.key == key else { return nil }
        return watch
    }

    /// Outputs that the step did not ask for are dropped: the plan bounds what is kept, not the command.
    private mutating func succeed(_ watch: Watch, outputs: [String: String], summary: String) {
        let asked = outputs.filter { watch.order.outputs.contains($0.key) }
        conclude(watch, with: .succeeded(outputs: asked, summary: summary))
    }

    /// Who cannot tell now will hardly tell later: a person is asked long before the step's own time is over.
    private mutating func lookAgain(_ watch: Watch, until giveUpAt: Instant?, seen: String) {
        let step = watch.order.key.step
        if let giveUpAt, now.instant >= giveUpAt {
            return conclude(watch, with: .inDoubt(reason: "\(watch.reasonOfDoubt); inspection: \(seen)"))
        }
        execution.watches[step]?.giveUpAt = giveUpAt
        execution.watches[step]?.lastSeen = seen
        execution.watches[step]?.mode = .pausing(until: now.instant.advanced(by: Watch.timeBetweenLooks))
    }

    /// The last try of a step whose effect is not known is in doubt like any other: only a further try would settle it.
    private func resultOfSafeDoubt(_ watch: Watch, reason: String) -> StepResult {
        let reason = "\(watch.reasonOfDoubt); inspection: \(reason)"
        if watch.doubt == .interrupted { return .interrupted(reason: reason) }
        return isLastTry(watch) ? .inDoubt(reason: reason) : .failed(reason: reason)
    }

    private func isLastTry(_ watch: Watch) -> Bool {
        let isCompensation = watch.order.isCompensation
        guard let progress = state.progress(of: watch.order.key.step) else { return true }
        return !state.mayTryAgain(isCompensation: isCompensation)
            || progress.track(isCompensation: isCompensation).failures + 1 >= progress.step.retry.attempts
    }

    mutating func conclude(_ watch: Watch, with result: StepResult) {
        let key = watch.order.key
        guard let index = state.index(of: key.step) else { return }
        end(index, key.attempt, watch.order.isCompensation, with: result)
    }

    /// Records the end of a try, and tells people where it matters to them.
    mutating func end(_ index: Int, _ attempt: Int, _ isCompensation: Bool, with result: StepResult) {
        let step = state.steps[index].step.id
        execution.watches[step] = nil
        record(
            .execution(
                .stepEnded(
                    execution: header.id,
                    step: step,
                    attempt: attempt,
                    isCompensation: isCompensation,
                    result: result
                )
            )
        )
        alert(index, isCompensation: isCompensation)
    }
}

extension Watch {
    fileprivate var resultOfNothingDone: StepResult {
        switch doubt {
        case .interrupted: .interrupted(reason: "\(reasonOfDoubt); inspection: it was not done")
        case .answerLost, .tookTooLong, .stopped, nil: .failed(reason: "\(reasonOfDoubt); inspection: it was not done")
        }
    }

    fileprivate var reasonOfDoubt: String {
        switch doubt {
        case .interrupted, nil: "the controller that ordered it is gone"
        case .answerLost(let reason): "its answer was lost (\(reason))"
        case .tookTooLong: "it took longer than \(order.timeout.text)"
        case .stopped: "it was told to stop and did not answer"
        }
    }
}

import Domain

extension Turn {
    /// Makes the soft half anew: inspects every try that has a start and no end, asks open questions again, and tells people
    /// again what waits for them. What the effects before the crash did is not known, and none of these does harm twice.
    mutating func resume() {
        execution.isLive = true
        for index in state.steps.indices {
            resume(index, isCompensation: false)
            resume(index, isCompensation: true)
        }
    }

    private mutating func resume(_ index: Int, isCompensation: Bool) {
        let progress = state.steps[index]
        switch progress.track(isCompensation: isCompensation).stage {
        case .running: resumeTry(index, isCompensation: isCompensation)
        case .failed, .inDoubt:
            if alert(for: progress, isCompensation: isCompensation)?.needsPerson == true {
                alert(index, isCompensation: isCompensation)
            }
        case .waiting, .betweenTries, .succeeded, .passedOver, .skipped: break
        }
    }

    private mutating func resumeTry(_ index: Int, isCompensation: Bool) {
        let progress = state.steps[index]
        do {
            let order = try stepOrder(of: progress, attempt: progress.attempt, isCompensation: isCompensation)
            let deadline = deadline(of: progress.track(isCompensation: isCompensation), order)
            if order.isApproval { return resumeQuestion(order, progress, deadline: deadline) }
            if isPlanted(.interruptedStepsAreNotInspected) {
                return end(index, progress.attempt, isCompensation, with: .interrupted(reason: "it was under way"))
            }
            execution.watches[progress.step.id] = Watch(
                order: order,
                mode: .performing,
                deadline: deadline,
                doubt: .interrupted
            )
            look(at: progress.step.id)
            checkTime(of: progress.step.id)
        } catch {
            end(
                index,
                progress.attempt,
                isCompensation,
                with: .inDoubt(reason: "it cannot be inspected: \(error.reason)")
            )
        }
    }

    private mutating func resumeQuestion(_ order: StepOrder, _ progress: StepProgress, deadline: Instant) {
        switch progress.approval {
        case .asked(let question)?:
            execution.watches[progress.step.id] = Watch(order: order, mode: .asking, deadline: deadline)
            self.order(.ask(question))
            checkTime(of: progress.step.id)
        case .answered?:
            execution.watches[progress.step.id] = Watch(order: order, mode: .asking, deadline: deadline)
        case nil: ask(order, deadline: deadline)
        }
    }

    /// What is left of the try's time by the wall clock, which may have jumped: between nothing and all of it. An aborted
    /// execution was told to hurry.
    private func deadline(of track: Track, _ order: StepOrder) -> Instant {
        let longest = state.isAborting && !order.isApproval ? min(order.timeout, Watch.longestStop) : order.timeout
        let passed = track.since.map { max(.zero, now.wall - $0) } ?? .zero
        return now.instant.advanced(by: max(.zero, longest - passed))
    }
}

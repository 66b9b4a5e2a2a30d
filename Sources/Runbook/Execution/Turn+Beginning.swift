import Domain

extension Turn {
    /// Begins a try of a step, or of its compensation: its condition, its parameters, the record, and then the order.
    mutating func begin(_ index: Int, isCompensation: Bool) {
        let progress = state.steps[index]
        execution.nextTries[progress.step.id] = nil
        let attempt = progress.attempt + 1
        do {
            if !isCompensation, let unmet = try unmetCondition(of: progress) {
                return record(.execution(.stepPassedOver(execution: header.id, step: progress.step.id, reason: unmet)))
            }
            var order = try stepOrder(of: progress, attempt: attempt, isCompensation: isCompensation)
            let agent = execution.hookAgents.first { $0.canRun(order.action) }
            (order.agent, order.ledger) = (agent?.id, agent?.ledger)
            record(
                .execution(
                    .stepStarted(
                        execution: header.id,
                        step: progress.step.id,
                        attempt: attempt,
                        isCompensation: isCompensation,
                        agent: order.agent,
                        ledger: order.ledger
                    )
                )
            )
            let deadline = now.instant.advanced(by: order.timeout)
            if order.isApproval { return ask(order, deadline: deadline) }
            execution.watches[progress.step.id] = Watch(order: order, mode: .performing, deadline: deadline)
            self.order(.perform(order))
        } catch {
            // It never began, so that there is an end without a start and nothing to inspect after a crash.
            end(index, attempt, isCompensation, with: .refused(reason: error.reason))
        }
    }

    /// The reason for passing a step over; `nil` if it is to run. Asked once: a step that has begun goes on.
    private func unmetCondition(of progress: StepProgress) throws(Unfit) -> String? {
        guard let text = progress.step.condition, progress.attempt == 0 else { return nil }
        do {
            return try Condition(text).holds(in: scope) ? nil : "its condition does not hold: \(text)"
        } catch {
            throw Unfit(reason: "its condition cannot be read: \(error)")
        }
    }

    /// The order that this try is, filled in. The same state always gives the same order, so that a new leader inspects
    /// exactly what the last one ordered.
    func stepOrder(of progress: StepProgress, attempt: Int, isCompensation: Bool) throws(Unfit) -> StepOrder {
        let action = isCompensation ? progress.step.compensation : progress.step.action
        guard let action else { throw Unfit(reason: "it has nothing that undoes it") }
        do {
            return StepOrder(
                key: HookKey(execution: header.id, step: progress.step.id, attempt: attempt),
                isCompensation: isCompensation,
                action: try action.rendered(in: scope),
                step: progress.step,
                header: header,
                agent: progress.agent,
                ledger: progress.ledger
            )
        } catch {
            throw Unfit(reason: "its parameters cannot be filled in: \(error)")
        }
    }

    private var scope: TemplateScope {
        var scope = TemplateScope(
            application: header.application,
            epoch: header.epoch,
            execution: header.id,
            source: region(header.source, as: .active),
            target: region(header.target, as: .standby)
        )
        for progress in state.steps {
            scope.outputs[progress.step.id] = progress.outputs
            scope.endings[progress.step.id] = progress.forward.stage.ending
        }
        return scope
    }

    private func region(_ id: RegionID, as role: PlannedRegion.Role) -> PlannedRegion {
        PlannedRegion(id: id, role: role, endpoints: header.endpoints[id] ?? [:])
    }
}

/// Why a step cannot be ordered.
struct Unfit: Error {
    let reason: String
}

extension StepOrder {
    var isApproval: Bool { StepKind(rawValue: action.uses) == .approval }
}

extension Stage {
    fileprivate var ending: TemplatePath.Ending? {
        switch self {
        case .succeeded: .succeeded
        case .failed: .failed
        case .passedOver, .skipped: .skipped
        case .waiting, .running, .betweenTries, .inDoubt: nil
        }
    }
}

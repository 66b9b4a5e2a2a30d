import Domain
import Runbook

// Executions: starting them, telling them what happened, and dealing out what they order.
extension ControllerTurn {
    /// A recovery that moves nothing: the region stays, the runbook mends it.
    mutating func startInPlace(_ scenario: Scenario, for state: ApplicationState) {
        let application = state.plan.application
        let region = state.assignment.region
        let denials = inPlaceDenials(scenario, state)
        if denials.map(\.gate) == [.mode] { return askToStart(scenario, state) }
        guard denials.isEmpty else { return }
        start(
            scenario,
            for: application,
            from: region,
            to: region,
            epoch: state.assignment.epoch,
            kind: .automatic
        )
    }

    private func inPlaceDenials(_ scenario: Scenario, _ state: ApplicationState) -> [Denial] {
        var denials: [Denial] = []
        if let freeze = machine.cluster.freeze(of: state.plan.application, at: now.wall) {
            denials.append(Denial(.freeze, "frozen by \(freeze.by): \(freeze.reason)"))
        }
        if scenario.mode == .approval, state.approved?.scenario != scenario.id {
            denials.append(Denial(.mode, "the plan asks for approval"))
        }
        if let open = machine.cluster.openExecution(of: state.plan.application) {
            denials.append(Denial(.otherExecution, "execution \(open.id) is open"))
        }
        return denials
    }

    private mutating func askToStart(_ scenario: Scenario, _ state: ApplicationState) {
        let region = state.assignment.region
        put(
            .scenario(scenario.id, target: region),
            "\(region) is \(state.verdicts[region]?.rawValue ?? "not well"): run \(scenario.id)?",
            for: state
        )
    }

    mutating func start(
        _ scenario: Scenario,
        for application: ApplicationID,
        from source: RegionID,
        to target: RegionID,
        epoch: Epoch,
        kind: ExecutionHeader.Kind
    ) {
        guard let state = machine.cluster.applications[application] else { return }
        let header = ExecutionHeader(
            id: ExecutionID("\(application)-\(state.executionCount + 1)"),
            application: application,
            scenario: scenario.id,
            planVersion: state.planVersion,
            kind: kind,
            epoch: epoch,
            source: source,
            target: target,
            incident: machine.cluster.openIncident(about: .region(source, application))?.id,
            runbook: scenario.runbook,
            endpoints: state.plan.endpoints(of: [source, target])
        )
        let (execution, outcome) = Execution.start(header, hookAgents: machine.hookAgents, at: now)
        adopt(execution, outcome)
    }

    // MARK: Going on

    mutating func advance(_ id: ExecutionID, _ event: Execution.Event) {
        guard machine.isLeader, var execution = machine.cluster.executions[id], execution.ending == nil else { return }
        execution.hookAgents = machine.hookAgents
        let outcome = execution.handle(event, at: now)
        adopt(execution, outcome)
    }

    /// What the execution recorded is already part of it.
    @discardableResult
    mutating func adopt(_ execution: Execution, _ result: Execution.Outcome) -> String? {
        machine.cluster.adopt(execution)
        for event in result.records where !event.startsStep || !isPlanted(.effectsWithoutRecords) {
            outcome.records.append(event)
            machine.cluster.note(event, at: now.wall)
        }
        for effect in result.effects { carryOut(effect, of: execution) }
        if let ending = execution.ending, result.records.contains(where: \.endsExecution) {
            conclude(execution, ending)
        }
        return result.refusal
    }

    private mutating func carryOut(_ effect: Execution.Effect, of execution: Execution) {
        switch effect {
        case .perform(let order): perform(order)
        case .inspect(let order): inspect(order)
        case .stop(let key): stop(key)
        case .ask(let question): page(about: execution, question.text, details: ["holdfast approve \(question.id)"])
        case .withdraw: break
        case .wakeAt(let instant): machine.wakes[execution.id] = instant
        case .alert(let alert):
            note(alert, about: execution)
        }
    }

    private mutating func note(_ alert: Execution.Alert, about execution: Execution) {
        if alert.needsPerson {
            page(about: execution, "\(execution.id): \(alert.step) needs a person", details: [alert.text])
        } else if let incident = execution.state.header.incident {
            record(.incident(.noted(id: incident, text: "\(execution.id): \(alert.step): \(alert.text)", by: nil)))
        }
    }

    private mutating func page(about execution: Execution, _ title: String, details: [String]) {
        raise(.execution(execution.id, execution.state.header.application), title, details: details)
    }

    private mutating func conclude(_ execution: Execution, _ ending: ExecutionOutcome) {
        let header = execution.state.header
        let subject = IncidentSubject.execution(execution.id, header.application)
        machine.wakes[execution.id] = nil
        switch ending {
        case .succeeded, .succeededWithFailures:
            settle(subject, "\(execution.id) has ended")
            tellAbout(header, "\(header.application) runs in \(header.target) (\(execution.id), \(ending.rawValue))")
        case .failed, .compensated, .aborted:
            raise(
                subject,
                "\(execution.id) ended: \(ending.rawValue)",
                details: [execution.state.endingReason] + left(by: header)
            )
        }
    }

    /// What a move that did not reach its end leaves behind, unless the next one is under way.
    private func left(by header: ExecutionHeader) -> [String] {
        guard let state = machine.cluster.applications[header.application], state.openProposal == nil,
            state.assignment.epoch == header.epoch, !state.assignment.isActivated
        else { return [] }
        return neverActivated(state)
    }

    // MARK: Kinds of steps

    private mutating func perform(_ order: StepOrder) {
        switch StepKind(rawValue: order.action.uses) {
        case .hook, .postgres: performHook(order)
        case .activate: activate(order)
        case .dnsFailover, .httpVerify, .notify, .approval, nil: self.order(.perform(order))
        }
    }

    private mutating func inspect(_ order: StepOrder) {
        switch StepKind(rawValue: order.action.uses) {
        case .hook, .postgres: inspectHook(order)
        case .activate: inspectActivation(order)
        case .dnsFailover, .httpVerify, .notify, .approval, nil: self.order(.inspect(order))
        }
    }

    private mutating func stop(_ key: HookKey) {
        if let agent = machine.hooks.agent(of: key) {
            order(.send(.hookStop(key), to: agent))
        } else {
            order(.stop(key))
        }
    }

    private mutating func activate(_ order: StepOrder) {
        let assignment = machine.cluster.applications[order.application]?.assignment
        guard assignment?.epoch == order.epoch else {
            let reason = "epoch \(order.epoch) is over; \(assignment?.epoch ?? 0) is committed"
            return advance(order.key.execution, .ended(order.key, .refused(reason: reason)))
        }
        if assignment?.isActivated == false {
            record(.failover(.epochActivated(application: order.application, epoch: order.epoch)))
        }
        let summary = "/active answers 200 in \(order.target) under epoch \(order.epoch)"
        advance(order.key.execution, .ended(order.key, .succeeded(outputs: [:], summary: summary)))
    }

    private mutating func inspectActivation(_ order: StepOrder) {
        let isDone = machine.cluster.applications[order.application]?.assignment.activatedEpoch == order.epoch
        let inspection: Execution.Inspection = isDone ? .done(outputs: [:], summary: "activated") : .notDone
        advance(order.key.execution, .inspected(order.key, inspection))
    }
}

extension JournalEvent {
    fileprivate var startsStep: Bool {
        if case .execution(.stepStarted) = self { true } else { false }
    }

    fileprivate var endsExecution: Bool {
        if case .execution(.ended) = self { true } else { false }
    }
}

extension Plan {
    fileprivate func endpoints(of ids: [RegionID]) -> [RegionID: [String: String]] {
        Dictionary(
            regions.filter { ids.contains($0.id) }.map { ($0.id, $0.endpoints) },
            uniquingKeysWith: { first, _ in first }
        )
    }
}

extension ExecutionState {
    var isAborting: Bool {
        switch phase {
        case .aborting: true
        case .forward, .compensating, .ended: false
        }
    }

    fileprivate var endingReason: String {
        if case .ended(_, let reason) = phase { reason } else { "" }
    }
}

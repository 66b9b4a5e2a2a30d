import Domain
import Runbook

// Operators' commands. Everything that changes something is written into the journal with who and why.
extension ControllerTurn {
    mutating func carryOut(_ command: OperatorCommand, for request: RequestNumber, by name: OperatorName) {
        if let view = machine.view(for: command, at: now) { return show(view, for: request) }
        guard machine.isLeader else { return pointToLeader(request) }
        switch command {
        case .status, .explain, .agents, .objectives, .showPlan, .incidents, .incident, .executions, .execution,
            .journal, .controllers, .backup:
            answer(request, .usage, "there is no such thing here; list what there is without a name")
        case .applyPlan: answer(request, .failed, "the plan was not read")
        case .acknowledge, .note, .resolve: changeIncident(command, for: request, by: name)
        case .abort, .retry, .skip: steer(command, for: request, by: name)
        case .answer(let question, let isApproved, let reason):
            settle(question, isApproved: isApproved, reason: reason, for: request, by: name)
        case .move(let order): move(order, for: request, by: name)
        case .freeze(let application, let reason, let duration):
            freeze(application, reason: reason, duration: duration, for: request, by: name)
        case .unfreeze(let application, let reason):
            unfreeze(application, reason: reason, for: request, by: name)
        case .drain(let agent, let isDrained, let reason):
            drain(agent, isDrained: isDrained, reason: reason, for: request, by: name)
        case .declare(let application, let region, let reason):
            declare(application, activeIn: region, reason: reason, for: request, by: name)
        case .adoptDNS(let application, let group, let override, let reason):
            adoptDNS(application, group, override: override, reason: reason, for: request, by: name)
        case .changeControllers(let order, let reason): change(order, reason: reason, for: request, by: name)
        }
    }

    /// An answer goes out when what it says is committed.
    mutating func answer(
        _ request: RequestNumber,
        _ outcome: OperatorAnswer.Outcome,
        _ message: String,
        body: OperatorView? = nil
    ) {
        order(.answer(request, OperatorAnswer(outcome, message, body: body)))
    }

    /// Only the leader changes something; whoever asks another controller learns where it is.
    private mutating func pointToLeader(_ request: RequestNumber) {
        let leader = machine.knownLeader(at: now)
        let advice = leader.map { "ask \($0), which leads" } ?? machine.adviceWithoutLeader(at: now)
        let answer = OperatorAnswer(
            .noQuorumOrLeader,
            "\(machine.settings.id) does not lead; \(advice)",
            leader: leader.flatMap { machine.board.places[$0]?.address }
        )
        order(.answer(request, answer))
    }

    private mutating func show(_ view: OperatorView, for request: RequestNumber) {
        orderNow(.answer(request, OperatorAnswer(outcome(of: view), message(with: view), body: view)))
    }

    /// Who leads is part of what these two tell: whoever asks goes on to a controller that knows, if there is one.
    private func tellsOfNoLeader(_ view: OperatorView) -> Bool {
        switch view {
        case .status(let view): view.leader == nil
        case .controllers(let view): view.leader == nil
        case .explanation, .agents, .plan, .planChange, .incidents, .incident, .executions, .execution, .move, .journal,
            .objectives, .backup:
            false
        }
    }

    private func outcome(of view: OperatorView) -> OperatorAnswer.Outcome {
        tellsOfNoLeader(view) ? .noQuorumOrLeader : .done
    }

    private func message(with view: OperatorView) -> String {
        tellsOfNoLeader(view) ? "\(machine.settings.id) knows no leader: \(machine.adviceWithoutLeader(at: now))" : ""
    }

    // MARK: Plans

    mutating func take(_ offer: PlanOffer, for request: RequestNumber, by name: OperatorName) {
        guard let plan = offer.plan else {
            return answer(request, .refused, "the plan has errors:\n" + offer.findings.joined(separator: "\n"))
        }
        guard machine.isLeader else { return pointToLeader(request) }
        let state = machine.cluster.applications[plan.application]
        if let state, let obstacle = obstacle(to: plan, replacing: state) { return answer(request, .refused, obstacle) }
        let version = state?.planVersion.next ?? 1
        let view = PlanChangeView(
            application: plan.application,
            version: version,
            isApplied: !offer.dryRun,
            findings: offer.findings
        )
        guard !offer.dryRun else {
            return answer(request, .done, "would become version \(version)", body: .planChange(view))
        }
        apply(plan, version, offer, by: name)
        answer(request, .done, "plan of \(plan.application) is applied, version \(version)", body: .planChange(view))
    }

    /// A plan is not pulled from under a move, and never forgets the region that is active.
    private func obstacle(to plan: Plan, replacing state: ApplicationState) -> String? {
        if state.openProposal != nil || machine.cluster.openExecution(of: plan.application) != nil {
            return "\(plan.application) is being moved or mended; apply when it has ended"
        }
        let active = state.assignment.region
        guard let region = plan.region(active), region.role != .witness else {
            return
                "\(active) is active now (epoch \(state.assignment.epoch)), and the plan does not let it be; move first"
        }
        return nil
    }

    private mutating func apply(_ plan: Plan, _ version: PlanVersion, _ offer: PlanOffer, by name: OperatorName) {
        let isNew = machine.cluster.applications[plan.application] == nil
        record(.plan(.applied(version: version, plan: plan, source: offer.source, by: name, reason: offer.reason)))
        if isNew, let home = plan.home {
            let isKnown = machine.agents.values.contains { ($0.lease(of: plan.application)?.highestEpoch ?? 0) > 0 }
            let epoch = machine.cluster.firstEpoch(isKnownToAgents: isKnown)
            record(.failover(.epochCreated(application: plan.application, epoch: epoch, region: home)))
        }
        takeUp(plan)
    }

    // MARK: Moves

    private mutating func move(_ order: MoveOrder, for request: RequestNumber, by name: OperatorName) {
        guard let state = machine.cluster.applications[order.application] else {
            return answer(request, .usage, "there is no plan for \(order.application)")
        }
        guard state.openProposal == nil else {
            return answer(request, .refused, "proposal \(state.lastProposal) of \(order.application) is open already")
        }
        let target = order.target ?? (order.kind == .failback ? state.plan.home : nil)
        let intent = Intent(application: order.application, cause: order.cause(by: name), target: target)
        let best = bestTarget(for: intent)
        var view = moveView(order, state, best.target, best.denials)
        guard best.denials.isEmpty, let chosen = best.target else {
            let reasons = best.denials.map(\.description).joined(separator: "; ")
            return answer(request, .refused, "denied: \(reasons)", body: .move(view))
        }
        if order.dryRun {
            return answer(request, .done, "would move \(order.application) to \(chosen)", body: .move(view))
        }
        view.proposal = open(intent, to: chosen)
        answer(request, .done, "moving \(order.application) to \(chosen)", body: .move(view))
    }

    private func moveView(
        _ order: MoveOrder,
        _ state: ApplicationState,
        _ target: RegionID?,
        _ denials: [Denial]
    ) -> MoveView {
        let wait = machine.board.longestWaitForHandOver(of: order.application)
        return MoveView(
            application: order.application,
            source: state.assignment.region,
            target: target,
            epoch: state.assignment.epoch,
            isDryRun: order.dryRun,
            denials: denials,
            steps: state.plan.movingScenario(for: order.cause(by: ""))?.runbook.map(\.id) ?? [],
            loss: target.flatMap { loss(in: $0, state) },
            longestWait: wait > .zero ? wait : nil,
            proposal: nil
        )
    }

    // MARK: Freezes and agents

    private mutating func freeze(
        _ application: ApplicationID?,
        reason: String,
        duration: Duration?,
        for request: RequestNumber,
        by name: OperatorName
    ) {
        if let application, machine.cluster.applications[application] == nil {
            return answer(request, .usage, "there is no plan for \(application)")
        }
        let until = duration.map { now.wall + $0 }
        record(.freeze(.frozen(application: application, by: name, reason: reason, until: until)))
        answer(
            request,
            .done,
            "\(application?.rawValue ?? "everything") is frozen\(until.map { " until \($0)" } ?? "")"
        )
    }

    private mutating func unfreeze(
        _ application: ApplicationID?,
        reason: String,
        for request: RequestNumber,
        by name: OperatorName
    ) {
        guard machine.cluster.storedFreeze(of: application) != nil else {
            return answer(request, .usage, "\(application?.rawValue ?? "everything") is not frozen")
        }
        record(.freeze(.unfrozen(application: application, by: name, reason: reason)))
        answer(request, .done, "\(application?.rawValue ?? "everything") is no longer frozen")
    }

    private mutating func drain(
        _ agent: AgentID,
        isDrained: Bool,
        reason: String,
        for request: RequestNumber,
        by name: OperatorName
    ) {
        guard machine.cluster.agents[agent] != nil else {
            return answer(request, .usage, "there is no agent \(agent)")
        }
        record(.agent(.drained(agent: agent, isDrained: isDrained, by: name, reason: reason)))
        takeOverDrains()
        answer(request, .done, "agent \(agent) is \(isDrained ? "drained" : "back in use")")
    }
}

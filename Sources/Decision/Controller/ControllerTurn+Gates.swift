import Domain
import Runbook

// The gates: gathering what they look at, and choosing a target.
extension ControllerTurn {
    /// A move that is thought of: why, and for an open proposal that it is its own attempt.
    struct Intent {
        var application: ApplicationID
        var cause: FailoverCause
        /// The only target to think of; `nil` for any.
        var target: RegionID?
        /// An open proposal is its own last attempt and passes the cool-down.
        var isProposed = false
    }

    /// The first target that no gate denies, or else the first one with what denies it.
    func bestTarget(for intent: Intent) -> (target: RegionID?, denials: [Denial]) {
        guard let state = machine.cluster.applications[intent.application] else {
            return (nil, [Denial(.plan, "there is no plan for \(intent.application)")])
        }
        let targets = intent.target.map { [$0] } ?? state.plan.targets(from: state.assignment.region)
        let judged = targets.map { (target: $0, denials: Gates.denials(inputs(intent, state, to: $0))) }
        if let open = judged.first(where: \.denials.isEmpty) { return (open.target, []) }
        return judged.first.map { ($0.target, $0.denials) } ?? (nil, [Denial(.plan, "the plan has no other region")])
    }

    private func inputs(_ intent: Intent, _ state: ApplicationState, to target: RegionID) -> GateInputs {
        let source = state.assignment.region
        let scenario = state.plan.movingScenario(for: intent.cause)
        return GateInputs(
            hold: machine.hold(on: state),
            freeze: machine.cluster.freeze(of: intent.application, at: now.wall),
            planDefect: planDefect(state, scenario: scenario, target: target),
            mode: scenario?.mode ?? .approval,
            isApproved: isApproved(scenario, state, to: target) || intent.isProposed,
            attempts: intent.isProposed ? AutomaticAttempts() : state.attempts,
            detection: state.plan.detection,
            obstruction: obstruction(to: intent, state),
            simultaneousFailovers: machine.otherMoves(than: intent.application),
            placesKept: placesKept(from: intent, state),
            mostSimultaneousFailovers: machine.settings.mostSimultaneousFailovers,
            source: source,
            sourceVerdict: machine.standingVerdict(on: source, of: intent.application),
            target: targetState(target, from: source, state),
            loss: loss(in: target, state),
            gauges: state.plan.gauges(of: .replicationLag).map(\.id),
            recoveryPoint: state.plan.objectives.rpo,
            cause: intent.cause,
            now: now.wall
        )
    }

    private func planDefect(_ state: ApplicationState, scenario: Scenario?, target: RegionID) -> String? {
        guard scenario != nil else { return "the plan has no scenario whose runbook moves the application" }
        guard target != state.assignment.region else {
            return "\(state.plan.application) is active in \(target) already"
        }
        guard state.plan.targets(from: state.assignment.region).contains(target) else {
            return
                "\(target) is not a region that \(state.plan.application) can move to from \(state.assignment.region)"
        }
        return nil
    }

    private func isApproved(_ scenario: Scenario?, _ state: ApplicationState, to target: RegionID) -> Bool {
        guard let scenario, let approved = state.approved else { return false }
        return approved.scenario == scenario.id && approved.target == target
    }

    private func targetState(_ target: RegionID, from source: RegionID, _ state: ApplicationState) -> TargetState {
        let application = state.plan.application
        let assessment = machine.assessment(of: target, for: application)
        let agents = machine.agents.values.filter { $0.region == target && $0.isConnected }
        let failing = agents.flatMap { $0.reports(on: application, subject: target) }.filter { $0.status == .down }
        return TargetState(
            region: target,
            verdict: machine.standingVerdict(on: target, of: application),
            votes: (assessment?.votes ?? []).filter { $0.region != source }.map(\.vote),
            failingChecks: Set(failing.map(\.check)).sorted(),
            databasesWithoutSource: state.plan.promotedDatabases.filter { database in
                agents.contains { $0.followsNobody(database, of: state.plan) }
            },
            hasGuardian: state.plan.fencing == .none || agents.contains { $0.hasSoundFence(for: state.plan) }
        )
    }

    /// The source may write until its last possible lease has ended and its fence has closed.
    func loss(in target: RegionID, _ state: ApplicationState) -> LossEstimate? {
        let hold = state.plan.fencing == .none ? .zero : state.plan.detection.lease.longestHold
        let isHealthy = machine.standingVerdict(on: state.assignment.region, of: state.plan.application) == .healthy
        return machine.loss(in: target, of: state, writesEnd: isHealthy ? .zero : hold, at: now.instant)
    }
}

extension Plan {
    /// The databases that its runbooks make take writes.
    fileprivate var promotedDatabases: [String] {
        let actions = scenarios.filter(\.movesRegion).flatMap(\.runbook).map(\.action)
        let promotions = actions.filter { $0.uses == DatabaseAction.promote.name }
        return Set(promotions.compactMap { $0.with["database"]?.scalarText }).sorted()
    }
}

extension AgentView {
    /// Whether the agent's database follows nobody, as a measuring check has found.
    fileprivate func followsNobody(_ database: String, of plan: Plan) -> Bool {
        plan.gauges(of: .replicationLag).contains { check in
            check.with["database"]?.scalarText == database
                && replication.followingNobody.contains(.init(application: plan.application, check: check.id))
        }
    }
}

extension ControllerMachine {
    /// How many other applications are being moved.
    fileprivate func otherMoves(than application: ApplicationID) -> Int {
        cluster.applications.values.count { state in
            guard state.plan.application != application else { return false }
            let execution = cluster.openExecution(of: state.plan.application)?.state.header
            return state.openProposal != nil || (execution.map { $0.source != $0.target } ?? false)
        }
    }
}

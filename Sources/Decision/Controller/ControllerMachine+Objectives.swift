import Domain
import Runbook

// What the loss of each active region would cost now, beside what the plans allow.
extension ControllerMachine {
    func objectives(at now: Instant) -> [ObjectivesView] {
        cluster.applications.values.map { state in
            let plan = state.plan
            let bound = plan.scenarios.filter(\.movesRegion)
                .compactMap { RecoveryBound(plan: plan, scenario: $0, roundTrip: LintFacts().roundTrip) }.first
            return ObjectivesView(
                application: plan.application,
                active: state.assignment.region,
                objectives: plan.objectives,
                isLossMeasured: !plan.gauges(of: .replicationLag).isEmpty,
                targets: plan.targets(from: state.assignment.region).map { target in
                    // A region that dies now writes nothing more.
                    let loss = loss(in: target, of: state, writesEnd: .zero, at: now)
                    return ObjectivesView.Target(region: target, loss: loss)
                },
                recovery: bound?.longest,
                waitsForPeople: bound?.waitsForPeople ?? false,
                moves: moves(of: plan.application)
            )
        }
    }

    /// What a move to a region would lose, if its source can write for so long from now on.
    func loss(in target: RegionID, of state: ApplicationState, writesEnd: Duration, at now: Instant) -> LossEstimate? {
        LossEstimate(
            of: state.plan.application,
            by: state.plan.gauges(of: .replicationLag).map(\.id),
            from: state.assignment.region,
            in: target,
            agents: agents.values,
            writesEnd: writesEnd,
            at: now
        )
    }

    private func moves(of application: ApplicationID) -> [ObjectivesView.Move] {
        let moves = cluster.executions.values.map(\.state).filter { $0.hasMoved(application) }
        let newest = moves.sorted { $0.end > $1.end }.prefix(Self.mostMoves)
        return newest.compactMap { state -> ObjectivesView.Move? in
            guard let start = state.startedAt, let end = state.endedAt else { return nil }
            return ObjectivesView.Move(execution: state.header.id, took: max(end - start, Duration.zero))
        }
    }

    private static var mostMoves: Int { 10 }
}

extension ExecutionState {
    fileprivate func hasMoved(_ application: ApplicationID) -> Bool {
        guard header.application == application, header.source != header.target else { return false }
        return switch phase {
        case .ended(.succeeded, _), .ended(.succeededWithFailures, _): true
        case .forward, .compensating, .aborting, .ended: false
        }
    }

    fileprivate var end: Int64 { endedAt?.milliseconds ?? .min }
}

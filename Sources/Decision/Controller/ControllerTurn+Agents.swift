import Domain
import Runbook

// Agents: who is there, what they report, what they are told.
extension ControllerTurn {
    mutating func connect(_ agent: AgentID, of region: RegionID) {
        if machine.agents[agent]?.region != region {
            machine.agents[agent] = machine.newView(of: agent, in: region, waitingSince: now.instant)
        }
        machine.agents[agent]?.isConnected = true
        if let view = machine.agents[agent] { enrol(view) }
    }

    mutating func enrol(_ agent: AgentView) {
        guard machine.isLeader, machine.cluster.agents[agent.id]?.region != agent.region else { return }
        record(.agent(.enrolled(agent: agent.id, region: agent.region)))
    }

    mutating func hear(_ message: AgentMessage, from agent: AgentID, of region: RegionID) {
        guard machine.agents[agent]?.region == region else { return }
        switch message {
        case .hello(let hello):
            machine.agents[agent]?.hello = hello
            askAgainAboutHooks(of: agent)
        case .report(let report): take(report, from: agent)
        case .hookOutput(let output): machine.printed.take(output)
        case .hookStatus(let status): take(status, from: agent)
        case .bye(let farewell):
            machine.agents[agent]?.awayUntil = now.instant + min(farewell.backWithin, Self.longestAbsence)
        }
    }

    /// A stop for an upgrade takes less; for more, the agent is drained.
    private static var longestAbsence: Duration { .seconds(300) }

    private mutating func take(_ report: AgentReport, from agent: AgentID) {
        let applications = machine.cluster.applications
        let silence = machine.rest?.shortestSilence ?? .zero
        let told = machine.agents.change(agent) { view in
            let (older, wasMissed) = (view.report, view.isMissed(after: silence, at: now.instant))
            let isNews = view.take(report, as: machine.settings.id, at: now.instant) { check in
                applications.index(of: check.application).map { applications.values[$0].plan.isFresh(check) } ?? false
            }
            return (older: older, endsRest: isNews || wasMissed || !report.claimsTheSame(as: older))
        }
        guard let told, let view = machine.agents[agent] else { return }
        if told.endsRest { machine.rest = nil }
        pageAboutOpenFences(of: view, before: told.older)
        let leases = machine.cluster.applications.keys.compactMap { answer(report, of: view, for: $0) }
        let ack = ReportAck(
            process: report.process,
            number: report.number,
            reportEvery: machine.reportEvery,
            leases: leases
        )
        orderNow(.send(.ack(ack), to: agent))
        if report.assignmentVersion != machine.assignmentVersion { assignChecks(to: view) }
    }

    /// The leader knows plans whose commit is under way. One that fails was never applied, and results of its checks would be
    /// taken for those of the plan that was: so it tells what is stored only.
    private mutating func assignChecks(to agent: AgentView) {
        let effect = ControllerMachine.Effect.send(.assignment(machine.assignment(for: agent)), to: agent.id)
        if machine.isLeader { order(effect) } else { orderNow(effect) }
    }

    /// What the keeper of the application's leases says to a guardian; `nil` to an agent that guards nothing of it.
    private mutating func answer(
        _ report: AgentReport,
        of agent: AgentView,
        for application: ApplicationID
    ) -> LeaseAnswer? {
        guard let lease = report.leases.first(where: { $0.application == application }),
            let plan = machine.cluster.applications[application]?.plan
        else { return nil }
        let guardian = ReportingGuardian(
            process: AgentProcess(agent: agent.id, process: report.process),
            region: agent.region,
            report: report.number,
            lease: lease,
            hasSoundFence: agent.hasSoundFence(for: plan) && !agent.isDrained
        )
        let answered = machine.keepers.change(application) { $0.answer(to: guardian, at: now.instant) }
        guard let (answer, effects) = answered else { return nil }
        carryOut(effects, of: application)
        return answer
    }
}

extension AgentView {
    /// Whether it can keep the bound that the plan asks for.
    func hasSoundFence(for plan: Plan) -> Bool {
        guard let fence = hello?.fences.first(where: { $0.application == plan.application }) else { return false }
        let keepsTheBound = fence.bound <= plan.detection.lease.fenceTimeout || isPlanted(.unsoundFencesAreGranted)
        return fence.defect == nil && keepsTheBound
    }
}

extension ControllerMachine {
    /// An agent of which nothing has been heard, and whose results count from the present plans on.
    func newView(of agent: AgentID, in region: RegionID, waitingSince now: Instant) -> AgentView {
        var view = AgentView(id: agent, region: region, waitingSince: now)
        view.isDrained = cluster.agents[agent].map { $0.region == region && $0.isDrained } ?? false
        for (application, state) in cluster.applications {
            view.forgetChecks(of: application, before: cluster.assignmentVersion(at: state.planPosition))
        }
        return view
    }

    var assignmentVersion: UInt64 { cluster.assignmentVersion(at: cluster.plansPosition) }

    /// The shortest that any plan asks for.
    var reportEvery: Duration {
        cluster.applications.values.map(\.plan.detection.reportEvery).min() ?? Detection().reportEvery
    }

    /// The checks that an agent has to run: local ones of its own region, vantage ones of all others.
    func assignment(for agent: AgentView) -> CheckAssignment {
        var checks: [AssignedCheck] = []
        for state in cluster.applications.values where checks.count < AgentReport.mostChecks {
            checks += state.plan.assignedChecks(for: agent.region, version: state.planVersion)
        }
        return CheckAssignment(
            version: assignmentVersion,
            reportEvery: reportEvery,
            checks: Array(checks.prefix(AgentReport.mostChecks))
        )
    }
}

extension Plan {
    /// A check whose parameters name an endpoint that a region does not have is not run against that region.
    func assignedChecks(for region: RegionID, version: PlanVersion) -> [AssignedCheck] {
        guard self.region(region) != nil else { return [] }
        return regions.flatMap { subject in
            checks.filter { $0.from.contains(subject.id == region ? .local : .vantage) }
                .compactMap { $0.assigned(about: subject, of: application, version: version) }
        }
    }
}

extension CheckDefinition {
    fileprivate func assigned(
        about subject: PlannedRegion,
        of application: ApplicationID,
        version: PlanVersion
    ) -> AssignedCheck? {
        // A witness has no data that could be behind.
        guard measures == nil || subject.role != .witness else { return nil }
        let scope = TemplateScope(application: application, checkOf: subject)
        guard let action = try? Action(uses: uses, with: with).rendered(in: scope) else { return nil }
        return AssignedCheck(
            application: application,
            check: id,
            subject: subject.id,
            planVersion: version,
            uses: uses,
            with: action.with,
            every: every,
            timeout: timeout,
            downAfter: downAfter,
            upAfter: upAfter
        )
    }
}

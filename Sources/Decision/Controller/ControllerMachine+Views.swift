import Domain
import Runbook

// What operators see. Views are made of the state as it is and change nothing.
extension ControllerMachine {
    /// The view that a command asks for; `nil` where it asks for a change, or names what is not there.
    func view(for command: OperatorCommand, at now: Moment) -> OperatorView? {
        switch command {
        case .status: .status(status(at: now))
        case .explain(let region): explanation(of: region, at: now).map { .explanation($0) }
        case .agents: .agents(agents.values.map { agentView($0, at: now) })
        case .showPlan(let application, let version):
            cluster.applications[application].flatMap { state in
                guard version == nil || version == state.planVersion else { return nil }
                return .plan(PlanView(version: state.planVersion, source: state.source, plan: state.plan))
            }
        case .incidents(let includeResolved): .incidents(incidents(includeResolved: includeResolved))
        case .incident(let id): cluster.incidents[id].map { .incident($0.view(withTimeline: true)) }
        case .executions: .executions(executions(openOnly: false, at: now))
        case .execution(let id, let from):
            cluster.executions[id].map { execution in
                let (lines, next) = printed.lines(of: id, from: from)
                return .execution(execution.view(at: now), output: lines, nextOutput: next)
            }
        case .applyPlan, .acknowledge, .note, .resolve, .abort, .retry, .skip, .answer, .move, .freeze, .unfreeze,
            .drain, .adoptDNS, .declare, .journal, .backup, .changeControllers:
            nil
        case .controllers: .controllers(controllersView(at: now))
        case .objectives: .objectives(objectives(at: now.instant))
        }
    }

    private func controllersView(at now: Moment) -> ControllersView {
        let set = board.controllerSet
        let leader = knownLeader(at: now)
        let names = Set(set.everyone).union(board.publications.keys).sorted()
        return ControllersView(
            asked: settings.id,
            process: registration.process,
            leader: leader,
            leaderSince: leader == nil ? nil : cluster.leaderElectedAt,
            term: board.term,
            position: board.position,
            setVersion: set.version,
            controllers: names.map { id in
                ControllersView.Entry(
                    id: id,
                    role: set.role(of: id),
                    isThere: id == settings.id || !isStoreSilent(at: now) && board.publications[id] != nil,
                    votes: board.applications.filter { $0.value.votes[id] != nil }.keys.sorted(),
                    hasEndedOldGrants: set.outgoing.map { $0.contains(id) ? board.oldGrantsEnded.contains(id) : nil }
                        ?? nil
                )
            }
        )
    }

    private func status(at now: Moment) -> StatusView {
        let leader = knownLeader(at: now)
        return StatusView(
            controller: settings.id,
            leader: leader,
            term: board.term,
            leaderSince: leader.flatMap { _ in cluster.leaderElectedAt },
            controllers: board.controllerSet.everyone.map { controllerView($0, leader: leader, at: now) },
            undecided: undecided(at: now),
            waitsFor: missingToBeReady(at: now),
            at: now.wall,
            freeze: cluster.freeze?.view(at: now.wall),
            applications: applicationsByPriority.compactMap { application in
                cluster.applications[application].map { applicationView($0, at: now) }
            },
            openIncidents: incidents(includeResolved: false),
            openExecutions: executions(openOnly: true, at: now),
            questions: cluster.questions.values.sorted { $0.question.id < $1.question.id }.map {
                QuestionView(
                    id: $0.question.id,
                    application: $0.question.application,
                    text: $0.question.text,
                    askedAt: $0.askedAt
                )
            }
        )
    }

    private func controllerView(_ id: ControllerID, leader: ControllerID?, at now: Moment) -> ControllerView {
        // What others publish is known through the store only.
        let opinions = isStoreSilent(at: now) && id != settings.id ? [] : board.opinions(of: id) ?? []
        return ControllerView(
            id: id,
            place: board.places[id],
            isLeader: leader == id,
            verdicts: opinions.isEmpty ? nil : opinions.count,
            votes: board.applications.keys.filter { board.applications[$0]?.votes[id] != nil }.sorted()
        )
    }

    private func incidents(includeResolved: Bool) -> [IncidentView] {
        cluster.incidents.values
            .filter { includeResolved || $0.resolvedAt == nil }
            .sorted { ($0.openedAt, $0.id) < ($1.openedAt, $1.id) }
            .map { $0.view(withTimeline: false) }
    }

    private func executions(openOnly: Bool, at now: Moment) -> [ExecutionView] {
        guard !openOnly else { return cluster.openExecutions.map { $0.view(at: now) } }
        // By their names the tenth would stand before the second.
        return cluster.executions.values
            .sorted { ($0.state.startedAt?.milliseconds ?? 0, $0.id) < ($1.state.startedAt?.milliseconds ?? 0, $1.id) }
            .map { $0.view(at: now) }
    }

    private func applicationView(_ state: ApplicationState, at now: Moment) -> ApplicationView {
        let coolDownEnd = state.attempts.nextMayBegin(state.plan.detection)
        return ApplicationView(
            application: state.plan.application,
            planVersion: state.planVersion,
            activeRegion: state.assignment.region,
            epoch: state.assignment.epoch,
            isActivated: state.assignment.isActivated,
            openProposal: state.openProposal,
            freeze: state.freeze?.view(at: now.wall),
            coolDownUntil: coolDownEnd.flatMap { $0 > now.wall ? $0 : nil },
            heldBy: hold(on: state).map { [Denial(.restored, $0)] } ?? state.heldBy,
            regions: state.plan.regions.map { regionView($0, state, at: now) }
        )
    }

    private func regionView(_ region: PlannedRegion, _ state: ApplicationState, at now: Moment) -> RegionView {
        let application = state.plan.application
        let judge = judges[JudgedPair(application: application, region: region.id)]
        let suspected = judge?.suspected(by: state.plan.detection)
        let expected = agents.values.filter { $0.region == region.id && $0.isExpected(at: now.instant) }
        let heard = expected.filter {
            $0.hasReported && !$0.isUnheard(for: state.plan.detection.silenceAfter, at: now.instant)
        }
        let leases = heard.compactMap { $0.lease(of: application) }
        return RegionView(
            region: region.id,
            role: region.role,
            verdict: judge?.standing,
            suspected: suspected?.verdict,
            suspectedIn: suspected.map { max(.zero, $0.at - now.instant) },
            agentsExpected: expected.count,
            agentsHeard: heard.count,
            guardiansOpen: leases.count { $0.fencedSince == nil },
            guardiansFenced: leases.count { $0.fencedSince != nil }
        )
    }

    private func explanation(of region: RegionID, at now: Moment) -> ExplanationView? {
        let judgements = applicationsByPriority.compactMap { application -> ExplanationView.Judgement? in
            guard let state = cluster.applications[application], let planned = state.plan.region(region) else {
                return nil
            }
            let view = regionView(planned, state, at: now)
            let assessment = assessment(of: region, for: application)
            let blindness =
                isBlind(at: now.instant) ? ["\(settings.id) hears no agent of another region: \(Self.blind)"] : []
            return ExplanationView.Judgement(
                application: application,
                state: view,
                isActive: state.assignment.region == region,
                evidence: blindness + (assessment?.evidence(at: judgedAt) ?? ["nothing was heard yet"]),
                missing: (assessment.map { $0.missing(for: view) } ?? []) + held(state, in: region)
            )
        }
        return judgements.isEmpty ? nil : ExplanationView(region: region, judgements: judgements)
    }

    private static let blind = "that is taken for its own trouble, and it judges nothing"

    /// Why a failover that is wanted does not happen now.
    private func held(_ state: ApplicationState, in region: RegionID) -> [String] {
        guard state.assignment.region == region else { return [] }
        return state.heldBy.map { "failover held: \($0)" }
    }

    private func agentView(_ agent: AgentView, at now: Moment) -> AgentStateView {
        AgentStateView(
            agent: agent.id,
            region: agent.region,
            isConnected: agent.isConnected,
            isDrained: agent.isDrained,
            version: agent.hello?.version,
            heardAgo: agent.hasReported ? now.instant - agent.heardAt : nil,
            loopLag: agent.report?.host.loopLag,
            fences: agent.hello?.fences ?? [],
            leases: agent.report?.leases ?? [],
            hooks: agent.hello?.hooks ?? [],
            checks: agent.report?.checks ?? []
        )
    }
}

extension ControllerSetDescription {
    fileprivate func role(of controller: ControllerID) -> ControllersView.Role {
        guard let outgoing else { return members.contains(controller) ? .member : .outside }
        switch (members.contains(controller), outgoing.contains(controller)) {
        case (true, true): return .member
        case (true, false): return .joining
        case (false, true): return .leaving
        case (false, false): return .outside
        }
    }
}

extension Freeze {
    fileprivate func view(at now: Timestamp) -> FreezeView? {
        isInForce(at: now) ? FreezeView(by: by, reason: reason, until: until) : nil
    }
}

extension Incident {
    fileprivate func view(withTimeline: Bool) -> IncidentView {
        IncidentView(
            id: id,
            application: subject.application ?? (applications.count == 1 ? applications.first : nil),
            applications: applications,
            title: headline,
            openedAt: openedAt,
            acknowledgedBy: acknowledgedBy,
            resolvedAt: resolvedAt,
            timeline: withTimeline ? timeline : []
        )
    }
}

extension Assessment {
    /// What would have to be added for the next verdict.
    fileprivate func missing(for view: RegionView) -> [String] {
        var missing: [String] = []
        if let suspected = view.suspected, let wait = view.suspectedIn {
            missing.append("\(suspected.rawValue) takes effect in \(wait.text) if nothing changes")
        }
        let down = votes.count { $0.vote == .down }
        let quorum = votes.count / 2 + 1
        if verdict != .healthy, verdict != .failed, down < quorum {
            missing.append("for failed: \(down) of \(votes.count) vantage regions see it down, \(quorum) are needed")
        }
        return missing
    }
}

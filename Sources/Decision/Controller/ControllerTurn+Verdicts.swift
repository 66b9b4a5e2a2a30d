import Domain

// Verdicts: judging every region of every plan, publishing, and telling people.
extension ControllerTurn {
    mutating func judge() {
        excuseSilence()
        machine.judgedAt = now.instant
        let agents = machine.agents.values
        for state in machine.cluster.applications.values {
            let picture = Picture(
                of: state.plan.application,
                planVersion: state.planVersion,
                activeRegion: state.assignment.region,
                hasOpenProposal: state.openProposal != nil || state.isHeld,
                detection: state.plan.detection,
                agents: agents,
                at: now.instant
            )
            for region in state.plan.regions { judge(region.id, for: state, by: agents, picture) }
        }
        publishOpinions()
    }

    /// While this controller hears nobody but its own region, the silence is its own: it must not count when that is over.
    private mutating func excuseSilence() {
        guard machine.isBlind(at: now.instant), !isPlanted(.ownSilenceCounts) else { return }
        for agent in machine.agents.keys { machine.agents[agent]?.deafUntil = now.instant }
        for pair in machine.judges.keys { machine.judges[pair]?.loseSight() }
    }

    private mutating func judge(
        _ region: RegionID,
        for state: ApplicationState,
        by agents: [AgentView],
        _ picture: Picture
    ) {
        let pair = ControllerMachine.JudgedPair(application: state.plan.application, region: region)
        let home = machine.settings.region
        machine.judges[pair, default: RegionJudge(standing: state.verdicts[region])].judge(
            picture,
            agents: agents,
            at: now.instant,
            JudgedRegion(
                region: region,
                plan: state.plan,
                isActive: state.assignment.region == region,
                hasOpenProposal: state.openProposal != nil || state.isHeld,
                excludedVantage: [],
                controllerRegion: home
            )
        )
    }

    /// A controller that hears agents of its own region only, or none, publishes nothing (DESIGN 3.3). What the board does not
    /// show is published again: the store may not have taken it, or have lost sight of this controller for a while.
    private mutating func publishOpinions() {
        let opinions = machine.isBlind(at: now.instant) ? [] : machine.standingOpinions
        let isShown = machine.board.opinions(of: machine.settings.id) == opinions
        let isAwaited = now.instant - machine.publishedAt < Self.boardIsLateBy
        guard opinions != machine.published?.opinions || !isShown && !isAwaited else { return }
        let publication = Publication(number: (machine.published?.number ?? 0) + 1, opinions: opinions)
        machine.published = publication
        machine.publishedAt = now.instant
        orderNow(.publish(publication))
    }

    /// Until then a board may be older than what was published.
    static let boardIsLateBy = Duration.seconds(1)

    /// The leader writes the verdicts of the cluster into the journal, and opens or resolves incidents.
    mutating func recordVerdicts() {
        for pair in machine.judges.keys {
            guard let state = machine.cluster.applications[pair.application] else { continue }
            let common = machine.commonVerdict(on: pair.region, of: state)
            if case .split = common {
                machine.splits[pair] = machine.splits[pair] ?? now.instant
            } else {
                machine.splits[pair] = nil
            }
            switch common {
            case .agreed(let verdict):
                if state.verdicts[pair.region] != verdict { record(verdict, on: pair, []) }
                if verdict == .healthy { settle(pair) }
            case .split(let lines): recordSplit(lines, on: pair, state)
            case nil: break
            }
        }
    }

    /// Controllers that disagree leave the region in doubt (DESIGN S2). They do not come to a new verdict in the same instant,
    /// so a split counts when it has stood for `confirm`; until then the last verdict stands.
    private mutating func recordSplit(
        _ lines: [String],
        on pair: ControllerMachine.JudgedPair,
        _ state: ApplicationState
    ) {
        guard state.verdicts[pair.region] != .unknown, let since = machine.splits[pair],
            since + state.plan.detection.confirm <= now.instant
        else { return }
        record(.unknown, on: pair, ["the controllers do not agree"] + lines)
    }

    private mutating func record(_ verdict: Verdict, on pair: ControllerMachine.JudgedPair, _ reasons: [String]) {
        let evidence = reasons + (machine.judges[pair]?.assessment?.evidence(at: machine.judgedAt) ?? [])
        record(
            .failover(
                .verdictTaken(application: pair.application, region: pair.region, verdict: verdict, evidence: evidence)
            )
        )
        let isActive = machine.cluster.applications[pair.application]?.assignment.region == pair.region
        guard isActive, verdict != .healthy else { return }
        raise(
            about: pair.region,
            of: pair.application,
            "active region \(pair.region) is \(verdict.rawValue)",
            details: evidence,
            verdict: verdict
        )
    }

    /// A region that is healthy again ends its incident, once nothing is under way for the application.
    private mutating func settle(_ pair: ControllerMachine.JudgedPair) {
        let subject = IncidentSubject.region(pair.region, pair.application)
        guard machine.cluster.openIncident(about: subject) != nil,
            machine.cluster.applications[pair.application]?.openProposal == nil,
            machine.cluster.openExecution(of: pair.application) == nil,
            machine.keepers[pair.application]?.guardiansAhead.isEmpty ?? true
        else { return }
        settle(subject, "\(pair.region) is healthy again")
    }
}

extension ControllerMachine {
    func standingVerdict(on region: RegionID, of application: ApplicationID) -> Verdict? {
        judges[JudgedPair(application: application, region: region)]?.proven
    }

    func assessment(of region: RegionID, for application: ApplicationID) -> Assessment? {
        judges[JudgedPair(application: application, region: region)]?.assessment
    }

    func commonVerdict(on region: RegionID, of state: ApplicationState) -> CommonVerdict? {
        board.commonVerdict(on: region, of: state.plan.application, under: state.planVersion)
    }

    fileprivate var standingOpinions: [VerdictOpinion] {
        judges.compactMap { pair, judge in
            guard let verdict = judge.proven, let state = cluster.applications[pair.application] else { return nil }
            return VerdictOpinion(
                application: pair.application,
                planVersion: state.planVersion,
                region: pair.region,
                verdict: verdict
            )
        }
    }

    /// Whether it hears agents of its own region only, or none: then it cannot tell its own trouble from that of others.
    func isBlind(at now: Instant) -> Bool {
        let silence = cluster.applications.values.map(\.plan.detection.silenceAfter).min() ?? Detection().silenceAfter
        return !agents.values.contains {
            $0.region != settings.region && $0.hasReported && !$0.isUnheard(for: silence, at: now)
        }
    }
}

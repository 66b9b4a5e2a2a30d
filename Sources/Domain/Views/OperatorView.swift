/// What operators see. Every view is also what `--output json` prints.
package enum OperatorView: Hashable, Codable, Sendable {
    case status(StatusView)
    case explanation(ExplanationView)
    case agents([AgentStateView])
    case plan(PlanView)
    case planChange(PlanChangeView)
    case incidents([IncidentView])
    case incident(IncidentView)
    case executions([ExecutionView])
    case execution(ExecutionView, output: [OutputLine], nextOutput: Int)
    case move(MoveView)
    case journal([JournalRecord])
    case controllers(ControllersView)
    case objectives([ObjectivesView])
    case backup(BackupPage)
}

/// The state of the whole cluster on one screen.
package struct StatusView: Hashable, Codable, Sendable {
    package var controller: ControllerID
    /// Who leads; `nil` while nobody does, or nobody can know.
    package var leader: ControllerID?
    package var term: Term
    /// Since when it leads; `nil` while nobody does.
    package var leaderSince: Timestamp?
    /// The configured controllers.
    package var controllers: [ControllerView]
    /// Why nothing can be decided, as the controller that answers sees it; `nil` while something can.
    package var undecided: UndecidedView?
    /// What the controller that answers waits for before the next one may be restarted; empty when it is ready.
    package var waitsFor: [String]
    package var at: Timestamp
    package var freeze: FreezeView?
    package var applications: [ApplicationView]
    package var openIncidents: [IncidentView]
    package var openExecutions: [ExecutionView]
    package var questions: [QuestionView]

    package init(
        controller: ControllerID,
        leader: ControllerID?,
        term: Term,
        leaderSince: Timestamp? = nil,
        controllers: [ControllerView] = [],
        undecided: UndecidedView? = nil,
        waitsFor: [String] = [],
        at time: Timestamp,
        freeze: FreezeView?,
        applications: [ApplicationView],
        openIncidents: [IncidentView],
        openExecutions: [ExecutionView],
        questions: [QuestionView]
    ) {
        self.controller = controller
        self.leader = leader
        self.term = term
        self.leaderSince = leaderSince
        self.controllers = controllers
        self.undecided = undecided
        self.waitsFor = waitsFor
        at = time
        self.freeze = freeze
        self.applications = applications
        self.openIncidents = openIncidents
        self.openExecutions = openExecutions
        self.questions = questions
    }
}

/// One controller of the configured set, as another sees it through the coordination store.
package struct ControllerView: Hashable, Codable, Sendable {
    package var id: ControllerID
    /// Where it said it stands; `nil` if it has never registered.
    package var place: ControllerPlace?
    package var isLeader: Bool
    /// How many regions it has published a verdict on, all applications together; `nil` while it publishes nothing: it hears
    /// too little, or is not there.
    package var verdicts: Int?
    /// The applications for whose open proposal its vote stands.
    package var votes: [ApplicationID]

    package init(
        id: ControllerID,
        place: ControllerPlace?,
        isLeader: Bool,
        verdicts: Int?,
        votes: [ApplicationID]
    ) {
        self.id = id
        self.place = place
        self.isLeader = isLeader
        self.verdicts = verdicts
        self.votes = votes
    }
}

/// One application: where it is active and how its regions are.
package struct ApplicationView: Hashable, Codable, Sendable {
    package var application: ApplicationID
    package var planVersion: PlanVersion
    package var activeRegion: RegionID
    package var epoch: Epoch
    package var isActivated: Bool
    package var openProposal: Proposal?
    package var freeze: FreezeView?
    /// Until when no automatic failover starts, after the last one.
    package var coolDownUntil: Timestamp?
    /// Why a failover that is wanted does not happen.
    package var heldBy: [Denial]
    package var regions: [RegionView]

    package init(
        application: ApplicationID,
        planVersion: PlanVersion,
        activeRegion: RegionID,
        epoch: Epoch,
        isActivated: Bool,
        openProposal: Proposal?,
        freeze: FreezeView?,
        coolDownUntil: Timestamp?,
        heldBy: [Denial],
        regions: [RegionView]
    ) {
        self.application = application
        self.planVersion = planVersion
        self.activeRegion = activeRegion
        self.epoch = epoch
        self.isActivated = isActivated
        self.openProposal = openProposal
        self.freeze = freeze
        self.coolDownUntil = coolDownUntil
        self.heldBy = heldBy
        self.regions = regions
    }
}

/// One region of one application.
package struct RegionView: Hashable, Codable, Sendable {
    package var region: RegionID
    package var role: PlannedRegion.Role
    /// The verdict in effect; `nil` until there was evidence for one.
    package var verdict: Verdict?
    /// A verdict that will take effect if nothing changes, and in how long.
    package var suspected: Verdict?
    package var suspectedIn: Duration?
    package var agentsExpected: Int
    package var agentsHeard: Int
    /// Guardians that may write.
    package var guardiansOpen: Int
    package var guardiansFenced: Int

    package init(
        region: RegionID,
        role: PlannedRegion.Role,
        verdict: Verdict?,
        suspected: Verdict?,
        suspectedIn: Duration?,
        agentsExpected: Int,
        agentsHeard: Int,
        guardiansOpen: Int,
        guardiansFenced: Int
    ) {
        self.region = region
        self.role = role
        self.verdict = verdict
        self.suspected = suspected
        self.suspectedIn = suspectedIn
        self.agentsExpected = agentsExpected
        self.agentsHeard = agentsHeard
        self.guardiansOpen = guardiansOpen
        self.guardiansFenced = guardiansFenced
    }
}

/// Why a region is judged as it is, for every application that it serves.
package struct ExplanationView: Hashable, Codable, Sendable {
    package struct Judgement: Hashable, Codable, Sendable {
        package var application: ApplicationID
        package var state: RegionView
        package var isActive: Bool
        package var evidence: [String]
        /// What is missing for the next verdict.
        package var missing: [String]

        package init(
            application: ApplicationID,
            state: RegionView,
            isActive: Bool,
            evidence: [String],
            missing: [String]
        ) {
            self.application = application
            self.state = state
            self.isActive = isActive
            self.evidence = evidence
            self.missing = missing
        }
    }

    package var region: RegionID
    package var judgements: [Judgement]

    package init(region: RegionID, judgements: [Judgement]) {
        self.region = region
        self.judgements = judgements
    }
}

/// One agent.
package struct AgentStateView: Hashable, Codable, Sendable {
    package var agent: AgentID
    package var region: RegionID
    package var isConnected: Bool
    package var isDrained: Bool
    package var version: String?
    /// How long ago its last report came; `nil` if none came to this controller.
    package var heardAgo: Duration?
    package var loopLag: Duration?
    package var fences: [FenceDescription]
    package var leases: [LeaseReport]
    package var hooks: [HookName]
    package var checks: [CheckReport]

    package init(
        agent: AgentID,
        region: RegionID,
        isConnected: Bool,
        isDrained: Bool,
        version: String?,
        heardAgo: Duration?,
        loopLag: Duration?,
        fences: [FenceDescription],
        leases: [LeaseReport],
        hooks: [HookName],
        checks: [CheckReport]
    ) {
        self.agent = agent
        self.region = region
        self.isConnected = isConnected
        self.isDrained = isDrained
        self.version = version
        self.heardAgo = heardAgo
        self.loopLag = loopLag
        self.fences = fences
        self.leases = leases
        self.hooks = hooks
        self.checks = checks
    }
}

/// An applied plan, as it was written and as it is understood.
package struct PlanView: Hashable, Codable, Sendable {
    package var version: PlanVersion
    package var source: String
    package var plan: Plan

    package init(version: PlanVersion, source: String, plan: Plan) {
        self.version = version
        self.source = source
        self.plan = plan
    }
}

/// What applying a plan has changed, or would change.
package struct PlanChangeView: Hashable, Codable, Sendable {
    package var application: ApplicationID
    package var version: PlanVersion
    package var isApplied: Bool
    package var findings: [String]

    package init(application: ApplicationID, version: PlanVersion, isApplied: Bool, findings: [String]) {
        self.application = application
        self.version = version
        self.isApplied = isApplied
        self.findings = findings
    }
}

/// An incident with its timeline.
package struct IncidentView: Hashable, Codable, Sendable {
    package struct Entry: Hashable, Codable, Sendable {
        package var at: Timestamp
        package var by: OperatorName?
        package var text: String

        package init(at time: Timestamp, by name: OperatorName?, text: String) {
            at = time
            by = name
            self.text = text
        }
    }

    package var id: IncidentID
    /// The one that it is about; `nil` where it concerns several, or none.
    package var application: ApplicationID?
    /// All that it concerns or has concerned.
    package var applications: [ApplicationID]
    package var title: String
    package var openedAt: Timestamp
    package var acknowledgedBy: OperatorName?
    package var resolvedAt: Timestamp?
    /// Oldest first; left out where incidents are listed.
    package var timeline: [Entry]

    package init(
        id: IncidentID,
        application: ApplicationID?,
        applications: [ApplicationID]? = nil,
        title: String,
        openedAt: Timestamp,
        acknowledgedBy: OperatorName?,
        resolvedAt: Timestamp?,
        timeline: [Entry]
    ) {
        self.id = id
        self.application = application
        self.applications = applications ?? application.map { [$0] } ?? []
        self.title = title
        self.openedAt = openedAt
        self.acknowledgedBy = acknowledgedBy
        self.resolvedAt = resolvedAt
        self.timeline = timeline
    }
}

/// A question that waits for a person, and the command that answers it.
package struct QuestionView: Hashable, Codable, Sendable {
    package var id: QuestionID
    package var application: ApplicationID
    package var text: String
    package var askedAt: Timestamp

    package init(id: QuestionID, application: ApplicationID, text: String, askedAt: Timestamp) {
        self.id = id
        self.application = application
        self.text = text
        self.askedAt = askedAt
    }
}

/// A stop to everything automatic.
package struct FreezeView: Hashable, Codable, Sendable {
    package var by: OperatorName
    package var reason: String
    package var until: Timestamp?

    package init(by name: OperatorName, reason: String, until: Timestamp?) {
        by = name
        self.reason = reason
        self.until = until
    }
}

/// One line that a hook printed.
package struct OutputLine: Hashable, Codable, Sendable {
    package var step: StepID
    package var attempt: Int
    package var text: String

    package init(step: StepID, attempt: Int, text: String) {
        self.step = step
        self.attempt = attempt
        self.text = text
    }
}

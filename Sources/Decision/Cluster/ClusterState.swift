import Domain
import Runbook

/// All that the cluster remembers: the fold of the journal (DESIGN 2).
package struct ClusterState: Sendable {
    package internal(set) var position: JournalPosition = 0
    package internal(set) var agents: [AgentID: EnrolledAgent] = [:]
    package internal(set) var applications: SortedDictionary<ApplicationID, ApplicationState> = [:]
    package internal(set) var incidents: [IncidentID: Incident] = [:]
    package internal(set) var executions: [ExecutionID: Execution] = [:]
    package internal(set) var questions: [QuestionID: AskedQuestion] = [:]
    /// How many questions there have been.
    var questionCount = 0
    /// When the present leader, or the last one, was elected.
    package internal(set) var leaderElectedAt: Timestamp?
    /// A freeze of everything.
    package internal(set) var freeze: Freeze?

    /// The controller set as the journal has it; `nil` while it has never changed.
    package internal(set) var controllerSet: ControllerSetDescription?
    /// The journal's position when a plan was last applied.
    package internal(set) var plansPosition: JournalPosition = 0
    /// The last restore; `nil` where the control plane has lived from its beginning.
    package internal(set) var restoration: Restoration?

    package init() {}

    /// The version of what agents have to check, by the position of the plan that it is from. Positions that were lost with the
    /// records after a backup are given out again after the restore, and agents take no version that is not a higher one.
    func assignmentVersion(at position: JournalPosition) -> UInt64 {
        guard let restoration, !isPlanted(.restoreKeepsOldNumbers) else { return position.rawValue }
        return restoration.floor << Self.positionBits + position.rawValue
    }

    /// Between two restores, which are a second apart at least, fewer records are written than these bits can count.
    private static let positionBits: UInt64 = 24

    package func openIncident(about subject: IncidentSubject) -> Incident? {
        let open = incidents.values.lazy.filter { $0.resolvedAt == nil }
        if let own = open.first(where: { $0.subject == subject }) { return own }
        guard case .region(let region, let application) = subject else { return nil }
        return open.first { $0.concerns(region, application) }
    }

    /// The agents that people have taken out of use.
    var drained: Set<AgentID> { Set(agents.filter { $0.value.isDrained }.keys) }

    package var openExecutions: [Execution] {
        executions.values.filter { $0.ending == nil }.sorted { $0.id < $1.id }
    }

    package func openExecution(of application: ApplicationID) -> Execution? {
        openExecutions.first { $0.state.header.application == application }
    }

    /// The freeze that was set for an application, or for everything, whether in force or not.
    func storedFreeze(of application: ApplicationID?) -> Freeze? {
        guard let application else { return freeze }
        return applications[application]?.freeze
    }

    package func freeze(of application: ApplicationID, at now: Timestamp) -> Freeze? {
        [freeze, applications[application]?.freeze].compactMap { $0 }.first { $0.isInForce(at: now) }
    }
}

/// An agent that has said hello once, with a certificate of this cluster.
package struct EnrolledAgent: Hashable, Sendable {
    package var region: RegionID
    package var isDrained = false
}

/// A stop to everything automatic, by a person.
package struct Freeze: Hashable, Sendable {
    package var by: OperatorName
    package var reason: String
    package var until: Timestamp?

    func isInForce(at now: Timestamp) -> Bool { until.map { $0 > now } ?? true }
}

/// What is remembered of one application.
package struct ApplicationState: Hashable, Sendable {
    package var plan: Plan
    package var planVersion: PlanVersion
    /// The journal's position when the plan was applied.
    package var planPosition: JournalPosition
    package var source: String
    package var assignment: Assignment
    /// The epoch under which nothing may be done since a restore: it is over when a person has said where the application is
    /// active. 0 where that was never asked.
    package var heldEpoch: Epoch = 0
    /// What the backup said of it.
    package var assignmentOfBackup: Assignment?
    /// Why the epoch was last moved; `nil` while it is the first.
    package var movedBy: FailoverCause?
    package var openProposal: Proposal?
    package var lastProposal: ProposalNumber = 0
    package var attempts = AutomaticAttempts()
    package var freeze: Freeze?
    /// The verdicts that took effect last.
    package var verdicts: [RegionID: Verdict] = [:]
    /// Why a failover that is wanted does not happen; empty when none is.
    package var heldBy: [Denial] = []
    /// What has been tried for the open incident of the active region, so that it is not tried again by itself.
    package var attempted: Set<ScenarioID> = []
    /// The scenarios for which the region, unreachable then, was asked to fence in vain. When it fails altogether they count.
    package var askedToFence: Set<ScenarioID> = []
    /// How many executions there have been.
    package var executionCount = 0
    /// An operator's approval for a scenario, good for one start.
    package var approved: ApprovedScenario?
    package var adoptedDNS: Set<DNSGroupID> = []

    /// Whether it waits for a person to say where it is active (DESIGN 3.1, rule 8).
    package var isHeld: Bool { heldEpoch > 0 && heldEpoch == assignment.epoch }
}

/// A person has said that a scenario may run.
package struct ApprovedScenario: Hashable, Sendable {
    package var scenario: ScenarioID
    package var target: RegionID
    package var by: OperatorName
}

/// A question that waits for an answer.
package struct AskedQuestion: Hashable, Sendable {
    package var question: Question
    package var askedAt: Timestamp
}

/// A period of trouble, with its timeline.
package struct Incident: Hashable, Sendable {
    package var id: IncidentID
    package var subject: IncidentSubject
    package var title: String
    package var openedAt: Timestamp
    package var acknowledgedBy: OperatorName?
    package var resolvedAt: Timestamp?
    package var timeline: [IncidentView.Entry]
    /// The applications that it is not over for.
    package var members: [ApplicationID] = []
    /// All that it concerns or has concerned.
    package var applications: [ApplicationID] = []
    /// The channels on which people were told, or could not be.
    package var told: Set<ChannelID> = []

    /// Whether it is about a region that is lost, for this application among others.
    fileprivate func concerns(_ region: RegionID, _ application: ApplicationID) -> Bool {
        guard case .verdict(region, _) = subject else { return false }
        return members.contains(application)
    }

    /// The title with what it concerns; a title about one application names it already.
    package var headline: String {
        if case .verdict = subject { applications.headline(title) } else { title }
    }
}

import Domain
import Runbook

/// Everything one controller decides: it watches, grants and votes; as leader it also proposes, commits and recovers.
///
/// It is composed of smaller machines: a judge a region and a keeper of leases an application, which every controller has; and
/// the fold of the journal with its executions, on which only the leader acts.
package struct ControllerMachine: Sendable {
    package let settings: ControllerSettings
    let registration: LeaseRegistration
    /// When the first transaction of this process had been answered: all that it granted came later.
    let startedAt: Instant
    package internal(set) var board: Board
    package internal(set) var cluster: ClusterState
    /// The term that this process leads; `nil` while it follows.
    package internal(set) var term: Term?
    /// Since when it leads: a new leader has not heard everybody yet.
    var leadsSince: Instant?
    var agents: SortedDictionary<AgentID, AgentView> = [:]
    var judges: SortedDictionary<JudgedPair, RegionJudge> = [:]
    /// Which claims of later epochs people were told of.
    var pagedClaims: [ApplicationID: [EpochClaim]] = [:]
    /// Since when the controllers' verdicts on a region have been split.
    var splits: [JudgedPair: Instant] = [:]
    var keepers: SortedDictionary<ApplicationID, LeaseKeeper> = [:]
    /// What was published last; `nil` before the first time.
    var published: Publication?
    var publishedAt = Instant.boot
    var hooks = HookDesk()
    var printed = PrintedLines()
    var notifications = NotificationQueue()
    var dnsWatch = DNSWatch()
    /// When it last told the store that its grants under the outgoing controller set have ended.
    var oldGrantsEndToldAt: Instant?
    /// Pages about regions that wait a moment for what else is to be said.
    var gathered: [IncidentID: GatheredPages] = [:]
    /// Since when applications could be moved, but for the places that others keep.
    var wanting: [ApplicationID: Instant] = [:]
    /// Since when too few controllers publish verdicts; `nil` while a majority does.
    var judgingNothingSince: Instant?
    var quorumWatch = QuorumWatch()
    /// What becomes of what was left to guardians, by processes before and by this one.
    var handOver = HandOverState.nothing
    /// Since when some guardian has been one lost grant away from its fence.
    var thinSince: Instant?
    /// Since when the loss of an application's active region has cost more than the plan allows.
    var exposedSince: [ApplicationID: Instant] = [:]
    /// When regions were last judged, whether or not there was anything new to look at.
    var judgedAt = Instant.boot
    /// `nil` while something may come of the next look.
    var rest: Rest?
    /// When executions asked to be woken.
    var wakes: [ExecutionID: Instant] = [:]

    struct JudgedPair: Hashable, Comparable {
        var application: ApplicationID
        var region: RegionID

        static func < (left: JudgedPair, right: JudgedPair) -> Bool {
            (left.application, left.region) < (right.application, right.region)
        }
    }

    /// Begins with what the first transaction of this process returned, the fold of the journal, and a moment after that
    /// transaction was answered.
    package init(
        settings: ControllerSettings,
        registration: LeaseRegistration,
        board: Board,
        cluster: ClusterState,
        startedAt: Instant
    ) {
        self.settings = settings
        self.registration = registration
        self.board = board
        self.cluster = cluster
        self.startedAt = startedAt
        if !registration.handOver.entries.isEmpty { handOver = .inherited(registration.handOver, askedAt: nil) }
        for (agent, enrolled) in cluster.agents {
            agents[agent] = newView(of: agent, in: enrolled.region, waitingSince: startedAt)
        }
    }

    package var isLeader: Bool { term != nil }

    package mutating func handle(_ event: Event, at now: Moment) -> Outcome {
        if case .ticked = event, isAtRest(at: now.instant) {
            judgedAt = now.instant
            return Outcome()
        }
        if event.endsRest { rest = nil }
        // Moved in and out: as a copy, the turn would copy every dictionary that it changes.
        var turn = ControllerTurn(consume self, at: now)
        turn.take(event)
        let outcome = turn.outcome
        self = turn.machine
        if !outcome.records.isEmpty { rest = nil }
        return outcome
    }

    /// The order in which one failure moves applications.
    var applicationsByPriority: [ApplicationID] {
        cluster.applications.map { (priority: $0.value.plan.priority, application: $0.key) }.sorted(by: <)
            .map(\.application)
    }
}

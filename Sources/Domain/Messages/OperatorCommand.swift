/// What an operator asks a controller. Who asks stands in their certificate.
///
/// On the wire it is one JSON document, carried by `chunk` frames (DESIGN 4.1).
package enum OperatorCommand: Hashable, Codable, Sendable {
    case status
    case explain(region: RegionID)
    case agents
    /// What the loss of an active region would cost.
    case objectives
    case showPlan(application: ApplicationID, version: PlanVersion?)
    /// Applies the text of a plan, or only says what would change.
    case applyPlan(source: String, fileName: String, reason: String, dryRun: Bool)
    case incidents(includeResolved: Bool)
    case incident(IncidentID)
    case acknowledge(IncidentID)
    case note(IncidentID, text: String)
    case resolve(IncidentID, reason: String)
    case executions
    /// With what hooks printed from the given line on.
    case execution(ExecutionID, outputFrom: Int)
    case abort(ExecutionID, reason: String)
    case retry(ExecutionID, step: StepID, reason: String)
    case skip(ExecutionID, step: StepID, reason: String)
    case answer(QuestionID, isApproved: Bool, reason: String)
    case move(MoveOrder)
    case freeze(application: ApplicationID?, reason: String, duration: Duration?)
    case unfreeze(application: ApplicationID?, reason: String)
    case drain(AgentID, isDrained: Bool, reason: String)
    /// Says where a restored application is active.
    case declare(application: ApplicationID, active: RegionID, reason: String)
    case adoptDNS(application: ApplicationID, group: DNSGroupID, override: String?, reason: String)
    case journal(after: JournalPosition, limit: Int)
    /// The records after a position as they are stored, and how the state stands.
    case backup(after: JournalPosition)
    case controllers
    case changeControllers(ControllerChange, reason: String)
}

/// A change of the controller set (DESIGN 3.1, rule 7).
package enum ControllerChange: Hashable, Codable, Sendable {
    case add([ControllerID])
    case remove([ControllerID])
    case replace(ControllerID, with: ControllerID)
    /// Gives up the change that is under way.
    case cancel
}

/// An order to move an application to another region.
package struct MoveOrder: Hashable, Codable, Sendable {
    package enum Kind: String, Hashable, Codable, Sendable {
        case failover
        case switchover
        case failback
    }

    package var kind: Kind
    package var application: ApplicationID
    /// Where to; by default the first standby that may be, or the home region for a failback.
    package var target: RegionID?
    package var reason: String
    package var acceptedLoss: Duration?
    package var overrides: [GateOverride]
    package var dryRun: Bool

    package init(
        kind: Kind,
        application: ApplicationID,
        target: RegionID?,
        reason: String,
        acceptedLoss: Duration? = nil,
        overrides: [GateOverride] = [],
        dryRun: Bool = false
    ) {
        self.kind = kind
        self.application = application
        self.target = target
        self.reason = reason
        self.acceptedLoss = acceptedLoss
        self.overrides = overrides
        self.dryRun = dryRun
    }

    package func cause(by name: OperatorName) -> FailoverCause {
        let order = OperatorOrder(by: name, reason: reason, acceptedLoss: acceptedLoss, overrides: overrides)
        return switch kind {
        case .failover: .failover(order)
        case .switchover: .switchover(order)
        case .failback: .failback(order)
        }
    }
}

/// What a controller answers to an operator: how it went, one line, and what was asked for.
package struct OperatorAnswer: Hashable, Codable, Sendable {
    /// The raw values are the exit codes of DESIGN 4.2.
    package enum Outcome: Int, Hashable, Codable, Sendable {
        case done = 0
        case failed = 1
        case usage = 2
        /// Refused by a safety rule.
        case refused = 3
        case noQuorumOrLeader = 4
    }

    package var outcome: Outcome
    /// One line. For anything but `done`: what is wrong and what to do.
    package var message: String
    package var body: OperatorView?
    /// Where the leader is, from a controller that does not lead and knows.
    package var leader: String?

    package init(_ outcome: Outcome, _ message: String, body: OperatorView? = nil, leader: String? = nil) {
        self.outcome = outcome
        self.message = message
        self.body = body
        self.leader = leader
    }
}

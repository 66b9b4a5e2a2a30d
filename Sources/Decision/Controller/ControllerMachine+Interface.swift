import Domain
import Runbook

extension ControllerMachine {
    /// What a controller is told.
    package enum Event: Sendable {
        case boardChanged(Board)
        case electionWon(Term)
        /// Leadership is gone, or a commit failed. What was decided but not committed is forgotten: the state is this.
        case leadershipLost(ClusterState)
        /// Records of another leader, in order.
        case followed([JournalRecord])
        /// The answer to ``Effect/refold``: the whole journal.
        case refolded(ClusterState)
        case agentConnected(AgentID, RegionID)
        case agentDisconnected(AgentID)
        case agentSaid(AgentID, RegionID, AgentMessage)
        case asked(RequestNumber, by: OperatorName, OperatorCommand)
        /// An operator's plan, as it was read.
        case planOffered(RequestNumber, by: OperatorName, PlanOffer)
        case leaseStoreAnswered(ApplicationID, LeaseKeeper.Event)
        case stepEnded(HookKey, Execution.TryResult)
        case stepInspected(HookKey, Execution.Inspection)
        case dnsSeen(DNSTask, DNSSight, isAfterRepair: Bool)
        case dnsAdopted(RequestNumber, by: OperatorName, DNSAdoption, failure: String?)
        case dnsClockMeasured(DNSTask, DNSClockReading)
        /// The coordination store has answered this process, whatever it said.
        case storeAnswered
        /// The process is to end by plan, and leads no more.
        case stopOrdered
        /// The answer to ``Effect/leave(_:)``.
        case left(isStored: Bool)
        /// The store has done ``Effect/forget(_:)``.
        case forgotten
        /// The answer to ``Effect/notifyWithoutQuorum(_:)``.
        case notifiedWithoutQuorum(PendingNotification, failure: DeliveryFailure?)
        case notificationEnded(PendingNotification, failure: DeliveryFailure?)
        /// Time has gone on; comes several times a second.
        case ticked
    }

    /// What a controller orders.
    package enum Effect: Sendable {
        case send(ControllerMessage, to: AgentID)
        case answer(RequestNumber, OperatorAnswer)
        case lease(ApplicationID, LeaseKeeper.Effect)
        case publish(Publication)
        /// Take down in the store that nothing granted before this version of the controller set is alive.
        case recordOldGrantsEnded(before: ControllerSetVersion)
        /// Store what is left to guardians when this process stops; answered by ``Event/left(isStored:)``.
        case leave(HandOver)
        /// Let the store forget what processes before have left.
        case forget(HandOver)
        /// Any step but those that agents or this machine carry out.
        case perform(StepOrder)
        case inspect(StepOrder)
        case stop(HookKey)
        case lookAtDNS(DNSTask)
        /// Sets right what has drifted; answered by another look.
        case repairDNS(DNSTask)
        case adoptDNS(RequestNumber, by: OperatorName, DNSAdoption)
        case notify(PendingNotification)
        /// Tells people although nobody confirms that this process leads: about that very thing.
        case notifyWithoutQuorum(PendingNotification)
        /// Records are missing between what is known and what was followed: fold the journal from its beginning.
        case refold
        /// How far the clock of the group's name server is from this one's.
        case measureDNSClock(DNSTask)
    }

    /// What one event leads to.
    package struct Outcome: Sendable {
        /// To be committed together, in this order.
        package internal(set) var records: [JournalEvent] = []
        /// Carried out at once: grants, votes, answers that rest on no record.
        package internal(set) var immediate: [Effect] = []
        /// Carried out when the records are committed.
        package internal(set) var afterCommit: [Effect] = []
    }
}

/// A plan that an operator wants to apply.
package struct PlanOffer: Hashable, Sendable {
    /// `nil` if it has errors.
    package var plan: Plan?
    /// One line each, with file, line and mend.
    package var findings: [String]
    package var source: String
    package var reason: String
    package var dryRun: Bool

    package init(plan: Plan?, findings: [String], source: String, reason: String, dryRun: Bool) {
        self.plan = plan
        self.findings = findings
        self.source = source
        self.reason = reason
        self.dryRun = dryRun
    }
}

/// Records of one group that shall say what an epoch says.
package struct DNSTask: Hashable, Sendable {
    package var application: ApplicationID
    package var group: DNSGroup
    package var token: DNSToken

    package init(application: ApplicationID, group: DNSGroup, token: DNSToken) {
        self.application = application
        self.group = group
        self.token = token
    }
}

/// An operator's word that a group's records are from now on managed here.
package struct DNSAdoption: Hashable, Sendable {
    package var task: DNSTask
    package var override: String?
    package var reason: String

    package init(task: DNSTask, override: String?, reason: String) {
        self.task = task
        self.override = override
        self.reason = reason
    }
}

/// How a group of records stands against the committed epoch.
package enum DNSSight: Hashable, Sendable {
    case asWanted
    /// It says something else, and may be set right under the committed epoch.
    case drifted([String])
    /// It may not be touched: a token is missing, foreign or not older.
    case untouchable([String])
    /// The primary could not be asked.
    case unseen(String)
}

/// What the clock of a group's name server showed.
package enum DNSClockReading: Hashable, Sendable {
    /// How far it is ahead of this machine's.
    case ahead(Duration)
    /// The server does not accept the key at all.
    case refused(String)
    /// It could not be asked.
    case unseen
}

/// Something that people are told, over one channel, until it is delivered or given up.
package struct PendingNotification: Hashable, Sendable {
    package var notification: Notification
    package var channel: Channel
    /// Counted from 1.
    package var attempt: Int

    package init(notification: Notification, channel: Channel, attempt: Int = 1) {
        self.notification = notification
        self.channel = channel
        self.attempt = attempt
    }
}

/// Why a notification was not delivered, and whether another try makes sense.
package struct DeliveryFailure: Hashable, Sendable {
    package var reason: String
    package var mayRetry: Bool

    package init(reason: String, mayRetry: Bool) {
        self.reason = reason
        self.mayRetry = mayRetry
    }
}

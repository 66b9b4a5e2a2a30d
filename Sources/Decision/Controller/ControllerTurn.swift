import Domain
import Runbook

/// One event on its way through the controller: the state as it becomes, and what follows.
struct ControllerTurn {
    var machine: ControllerMachine
    let now: Moment
    var outcome = ControllerMachine.Outcome()
    /// When the first of the keepers asked to be woken.
    var keepersWakeAt: Instant?
    /// A recovery is wanted, and what allows or denies it may change at any time.
    var isRecoveryWanted = false

    init(_ machine: consuming ControllerMachine, at now: Moment) {
        self.machine = machine
        self.now = now
    }

    mutating func take(_ event: ControllerMachine.Event) {
        switch event {
        case .boardChanged(let board): learn(board)
        case .electionWon(let term): beginLeading(term)
        case .leadershipLost(let cluster): stopLeading(with: cluster)
        case .followed(let records): follow(records)
        case .refolded(let cluster): takeIn(cluster)
        case .agentConnected(let agent, let region): connect(agent, of: region)
        case .agentDisconnected(let agent): machine.agents[agent]?.isConnected = false
        case .agentSaid(let agent, let region, let message): hear(message, from: agent, of: region)
        case .asked(let request, let name, let command): carryOut(command, for: request, by: name)
        case .planOffered(let request, let name, let offer): take(offer, for: request, by: name)
        case .leaseStoreAnswered(let application, let answer): tell(application, answer)
        case .stepEnded(let key, let result): advance(key.execution, .ended(key, result))
        case .stepInspected(let key, let inspection): advance(key.execution, .inspected(key, inspection))
        case .dnsSeen(let task, let sight, let isAfterRepair): note(sight, of: task, isAfterRepair: isAfterRepair)
        case .dnsAdopted(let request, let name, let adoption, let failure):
            finish(adoption, for: request, by: name, failure: failure)
        case .dnsClockMeasured(let task, let reading): note(reading, of: task)
        case .storeAnswered: machine.quorumWatch.storeAnsweredAt = now.instant
        case .stopOrdered: beginToStop()
        case .left(let isStored): noteLeft(isStored: isStored)
        case .forgotten: noteForgotten()
        case .notifiedWithoutQuorum(let pending, let failure): finishWithoutQuorum(pending, failure: failure)
        case .notificationEnded(let pending, let failure): finish(pending, failure: failure)
        case .ticked: look()
        }
    }

    // MARK: What follows

    /// Decides that something has happened. It is part of the state at once; what rests on it waits for the commit.
    mutating func record(_ event: JournalEvent) {
        // Only the leader writes: what another process would fold is not what the journal has.
        guard machine.isLeader else { return }
        outcome.records.append(event)
        machine.cluster.apply(event, at: now.wall)
    }

    mutating func order(_ effect: ControllerMachine.Effect) { outcome.afterCommit.append(effect) }
    mutating func orderNow(_ effect: ControllerMachine.Effect) { outcome.immediate.append(effect) }

    // MARK: Leadership

    private mutating func beginLeading(_ term: Term) {
        machine.term = term
        machine.leadsSince = now.instant
        record(.controllers(.leaderElected(controller: machine.settings.id)))
        endExecutionsOfEarlierLife()
        for execution in machine.cluster.openExecutions where !isPlanted(.executionsAreNotResumed) {
            advance(execution.id, .resumed)
        }
        pageAgain()
        for agent in machine.agents.values where agent.isConnected { enrol(agent) }
    }

    private mutating func stopLeading(with cluster: ClusterState) {
        machine.term = nil
        machine.leadsSince = nil
        machine.splits = [:]
        machine.judgingNothingSince = nil
        machine.thinSince = nil
        machine.exposedSince = [:]
        machine.pagedClaims = [:]
        machine.hooks = HookDesk()
        machine.notifications = NotificationQueue()
        machine.dnsWatch = DNSWatch()
        machine.gathered = [:]
        machine.wanting = [:]
        machine.wakes = [:]
        // A plan whose commit failed was never applied.
        adopt(cluster)
    }

    /// While the journal was folded, more of it may have been followed, or this controller may have come to lead.
    private mutating func takeIn(_ cluster: ClusterState) {
        if !machine.isLeader, cluster.position > machine.cluster.position { adopt(cluster) }
    }

    private mutating func adopt(_ cluster: ClusterState) {
        machine.cluster = cluster
        takeOverDrains()
        for application in machine.applicationsByPriority {
            if let plan = cluster.applications[application]?.plan { takeUp(plan) }
        }
    }

    private mutating func follow(_ records: [JournalRecord]) {
        for record in records where record.position > machine.cluster.position {
            // What was missed is in the journal; going on without it would be another state than the leader's.
            guard record.position == machine.cluster.position.next else { return orderNow(.refold) }
            machine.cluster.apply(record.event, at: record.at)
            if case .plan(.applied(_, let plan, _, _, _)) = record.event { takeUp(plan) }
        }
        takeOverDrains()
    }

    mutating func takeOverDrains() {
        for (agent, enrolled) in machine.cluster.agents { machine.agents[agent]?.isDrained = enrolled.isDrained }
        for application in machine.keepers.keys { tell(application, .drainsChanged(machine.cluster.drained)) }
    }

    // MARK: Time

    private mutating func look() {
        review()
        let isNothing = outcome.records.isEmpty && outcome.immediate.isEmpty && outcome.afterCommit.isEmpty
        machine.rest =
            isNothing && !isRecoveryWanted ? machine.rest(after: now.instant, wakeAt: keepersWakeAt) : nil
    }

    private mutating func review() {
        judge()
        for application in machine.keepers.keys { tell(application, .woken) }
        agreeOrNot()
        tellEndOfOldGrants()
        watchQuorum()
        forgetWhatWasLeft()
        guard machine.isLeader else { return }
        completeSetChange()
        recordVerdicts()
        reviewFailovers()
        sendGathered()
        pageAboutStore()
        pageAboutBlindness()
        pageAboutChecks()
        pageAboutThinLeases()
        pageAboutExposure()
        wakeExecutions()
        watchHooks()
        sendNotifications()
        watchDNS()
        watchDNSClocks()
        thaw()
    }

    private mutating func wakeExecutions() {
        for (execution, instant) in machine.wakes.sorted(by: { $0.key < $1.key }) where instant <= now.instant {
            machine.wakes[execution] = nil
            advance(execution, .woke)
        }
    }

    /// Ends freezes whose time is over.
    private mutating func thaw() {
        let scopes = [nil] + machine.cluster.applications.keys.map(Optional.some)
        for scope in scopes {
            guard let freeze = machine.cluster.storedFreeze(of: scope), !freeze.isInForce(at: now.wall) else {
                continue
            }
            record(.freeze(.unfrozen(application: scope, by: nil, reason: "its time is over")))
        }
    }
}

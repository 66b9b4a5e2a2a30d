import Domain

/// Something that goes wrong in the world, or somebody who does something at a bad time.
package enum Fault: Hashable, Sendable {
    /// Everything in the region is without power: hosts, controllers, services.
    case powerLoss(RegionID)
    /// Nothing gets from one site to the other; the other direction is not touched.
    case cut(from: Site, to: Site)
    /// Everything between the two sites takes this much longer.
    case slowPath(Site, Site, by: Duration)
    case serviceDown(ApplicationID, RegionID)
    case notReady(ApplicationID, RegionID)
    case replicationStalled(ApplicationID, RegionID)
    /// Checks of the region go well, and do not say any more how far it is behind.
    case gaugeStopped(ApplicationID, RegionID)

    case agentKilled(AgentID)
    case agentFrozen(AgentID)
    case agentDiskFull(AgentID)
    /// It dies in the middle of a record, if it writes one: the old one stands afterwards, or the new one.
    case agentTearsRecord(AgentID)
    /// What it has written cannot be read any more, until a person puts it right: it must notice, and does not start.
    case agentRecordDamaged(AgentID)
    /// Its host is set up anew with fences that need longer than plans allow, and its agent says so.
    case agentFenceUnsound(AgentID)
    /// Its host dies, and comes back with an empty disk.
    case agentDiskLost(AgentID)
    /// The hypervisor stops the host: its `CLOCK_BOOTTIME` stands still. DESIGN 3.1 assumes that this does not happen.
    case hostStopped(AgentID)
    case hostClockStepped(AgentID, by: Duration)
    case controllerKilled(ControllerID)
    /// Somebody restarts it, as for an upgrade; it is away for this long.
    case controllerStopped(ControllerID, away: Duration)
    case controllerFrozen(ControllerID)
    case controllerClockStepped(ControllerID, by: Duration)

    case storeDown
    case storeSlow(by: Duration)
    case storeDiskFull
    /// The leader loses its leadership, and does not know yet.
    case leadershipTaken

    /// Everything that controllers have is lost, and in the end put back from a backup that is so old.
    case controlPlaneLost(backupAge: Duration)
    /// Two persons let one controller go on alone, from its own copy of the journal.
    /// Who did it says soon where each application is active, if `declaring`; else somebody has to be told to.
    case glassBroken(at: ControllerID, declaring: Bool)
    case nameServerDown
    /// It answers at once that it has no time.
    case nameServerThrottles
    /// A stranger changes an application's record.
    case recordChanged(ApplicationID)
    /// A stranger writes another text beside an application's record, or takes it away.
    case tokenReplaced(ApplicationID, by: String?)

    case ordered(OperatorOrderKind, ApplicationID)
    case controllersOrdered(ControllersOrder)
}

/// What people order about the controllers.
package enum ControllersOrder: Hashable, Sendable {
    case exactly(ControllerChange)
    /// Some change to a set of this many that is sound where it is ordered; `choice` says which of them.
    case toSize(Int, choice: Int)
}

/// What people order at any time.
package enum OperatorOrderKind: Hashable, Sendable {
    case failover(RegionID?)
    case switchover(RegionID?)
    case failback
    case freeze(Duration)
    case unfreeze
    case approve
    case reject
    case abort
    case retry
    case skip
    case applyPlan
}

/// A fault, when it begins and how long it lasts.
package struct TimedFault: Hashable, Sendable {
    /// Since the beginning of the safety phase.
    package var at: Duration
    /// `nil` for what has no end of its own, as a kill.
    package var lasting: Duration?
    package var fault: Fault

    package init(at time: Duration, lasting: Duration? = nil, _ fault: Fault) {
        at = time
        self.lasting = lasting
        self.fault = fault
    }
}

extension Fault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .powerLoss(let region): "\(region) has no power"
        case .cut(let from, let to): "nothing gets from \(from) to \(to)"
        case .slowPath(let left, let right, let delay): "\(left) and \(right) are \(delay.text) slower apart"
        case .serviceDown(let application, let region): "\(application) is down in \(region)"
        case .notReady(let application, let region): "\(application) is not ready in \(region)"
        case .replicationStalled(let application, let region): "\(application) is not copied to \(region)"
        case .gaugeStopped(let application, let region):
            "nothing measures how far \(region) is behind for \(application)"
        case .agentKilled(let agent): "agent \(agent) is killed"
        case .agentFrozen(let agent): "agent \(agent) is frozen"
        case .agentDiskFull(let agent): "the disk of \(agent) is full"
        case .agentTearsRecord(let agent): "agent \(agent) dies in the middle of its next record"
        case .agentRecordDamaged(let agent): "the record of \(agent) is damaged"
        case .agentFenceUnsound(let agent): "the host of \(agent) is set up with a slow fence"
        case .agentDiskLost(let agent): "the host of \(agent) dies and loses its disk"
        case .hostStopped(let agent): "the host of \(agent) is stopped by its hypervisor"
        case .hostClockStepped(let agent, let step): "the wall clock of \(agent) jumps by \(step.text)"
        case .controllerKilled(let controller): "controller \(controller) is killed"
        case .controllerStopped(let controller, let away):
            "controller \(controller) is stopped by plan for \(away.text)"
        case .controllerFrozen(let controller): "controller \(controller) is frozen"
        case .controllerClockStepped(let controller, let step): "the wall clock of \(controller) jumps by \(step.text)"
        case .storeDown: "the store is down"
        case .storeSlow(let delay): "the store is slower by \(delay.text)"
        case .storeDiskFull: "the store's disk is full"
        case .leadershipTaken: "the leader loses its leadership"
        case .controlPlaneLost(let age): "the control plane is lost; there is a backup, \(age.text) old in the end"
        case .glassBroken(let controller, _): "two persons break the glass at \(controller)"
        case .nameServerDown: "the name server is down"
        case .nameServerThrottles: "the name server throttles"
        case .recordChanged(let application): "a stranger changes the record of \(application)"
        case .tokenReplaced(let application, let text):
            "a stranger writes \(text ?? "nothing") beside the record of \(application)"
        case .controllersOrdered(let order): "somebody orders other controllers: \(order)"
        case .ordered(let kind, let application): "somebody orders for \(application): \(kind)"
        }
    }
}

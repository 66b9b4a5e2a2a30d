import Domain

extension AgentMachine {
    /// What an agent is told.
    package enum Event: Sendable {
        case started
        case connected(ControllerID)
        case received(ControllerID, ControllerMessage)
        case checkEnded(CheckKey, Observation)
        case guardianTold(ApplicationID, Guardian.Event)
        case hookPrinted(HookOutput)
        case hookEnded(HookStatus)
        /// How late the agent's own timers ran, and how far the wall clock moved against `CLOCK_BOOTTIME`.
        case hostMeasured(HostReport)
        /// The host was suspended and goes on.
        case hostResumed
        /// A fence that was closed has been closed again; what that has shown.
        case fenceClosedAgain(ApplicationID, ClosedAgain)
        /// Time has gone on; comes several times a report.
        case ticked
    }

    /// What an agent orders. Orders for one application's fence and memory are carried out one after the other.
    package enum Effect: Sendable {
        case run(CheckKey, AssignedCheck)
        /// To one controller, or to all.
        case send(AgentMessage, to: ControllerID?)
        /// Keep on disk, before anything that follows.
        case remember(HighestSeen)
        /// Keep for a successor of this process, before anything that follows.
        case bequeath(InheritedLease?, of: ApplicationID)
        case close(ApplicationID)
        /// Close once more what is closed; ends with ``Event/fenceClosedAgain(_:_:)``.
        case closeAgain(ApplicationID)
        case open(ApplicationID, until: Instant)
        case extend(ApplicationID, until: Instant)
        case carryOut(HookOrder)
        case stopHook(HookKey)
    }

    /// One check as it runs here.
    package struct CheckKey: Hashable, Comparable, Sendable {
        package var application: ApplicationID
        package var check: CheckID
        package var subject: RegionID

        init(_ assigned: AssignedCheck) {
            application = assigned.application
            check = assigned.check
            subject = assigned.subject
        }

        package static func < (left: CheckKey, right: CheckKey) -> Bool {
            (left.application, left.check, left.subject) < (right.application, right.check, right.subject)
        }
    }
}

/// What an agent is told by its own configuration and by its memory.
package struct AgentSettings: Sendable {
    package var id: AgentID
    package var region: RegionID
    package var fences: [FenceDescription]
    package var recollection: GuardianRecollection
    /// How often closed fences are closed again; one that is not named is not.
    package var closingsAgain: [ApplicationID: Duration]

    package init(
        id: AgentID,
        region: RegionID,
        fences: [FenceDescription],
        recollection: GuardianRecollection,
        closingsAgain: [ApplicationID: Duration] = [:]
    ) {
        self.id = id
        self.region = region
        self.fences = fences
        self.recollection = recollection
        self.closingsAgain = closingsAgain
    }
}

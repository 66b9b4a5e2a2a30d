import Domain

/// Something that happened in the simulated world, as somebody who sees everything would tell it.
package enum WorldEvent: Sendable {
    case faultBegan(Fault)
    case faultEnded(Fault)
    /// Whatever is still wrong anywhere ends now.
    case stormEnded
    case agentStarted(AgentID)
    case agentEnded(AgentID)
    case controllerStarted(ControllerID)
    case controllerEnded(ControllerID)
    /// Writes are possible on the host from now on.
    case doorOpened(ApplicationID, RegionID, AgentID)
    /// Writes are impossible on the host from now on.
    case doorClosed(ApplicationID, RegionID, AgentID)
    case journalled(JournalRecord)
    /// An agent reports as up what it had reported as down; so long before its last result the last bad one was there.
    case cameUp(CheckID, of: RegionID, by: AgentID, after: Duration)
    /// An older copy of the store's disk was put back, under everybody who uses it.
    case storeWentBack
    /// All that the store shows of a controller's verdicts from now on.
    case published([VerdictOpinion], by: ControllerID)
    case voted(Vote)
    case votesVoid(ApplicationID, ControllerID)
    case hookStarted(HookOrder, AgentID)
    /// The hook has done its work, whether or not anybody is told.
    case hookSucceeded(HookOrder, AgentID)
    /// The primary name server was asked for what stands there.
    case dnsRead(by: ControllerID)
    case dnsWritten([DNSChange], by: ControllerID)
    /// A change came too late and was refused: `detail` says why.
    case dnsRefused([DNSChange], by: ControllerID, detail: String)
    /// People are told by a controller that began to tell them then.
    case told(Notification, by: ControllerID, since: Instant)
    /// The service outside hears that the controllers live; the call began then.
    case signOfLife(by: ControllerID, since: Instant)
    /// The service outside has heard nothing for so long, and tells people.
    case alarmRaised(silence: Duration)
    case alarmOver
    /// Only in a run that is traced.
    case logged(String, String)
    case asked(OperatorName, OperatorCommand)
    /// `nil` when the controller went away before it had answered.
    case answered(OperatorName, OperatorAnswer?)
    /// A customer's write was acknowledged in the region.
    case written(ApplicationID, RegionID)
    /// Acknowledged writes of this many and this span of time were not in the region that writes now.
    case writesLost(ApplicationID, RegionID, count: Int, span: Duration)
}

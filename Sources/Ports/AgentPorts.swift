import Domain

/// Runs one check once.
package protocol CheckRunner: Sendable {
    /// Never throws: what cannot be run is an observation too. Returns within the check's time-out.
    func run(_ check: AssignedCheck) async -> Observation
}

/// Makes writes impossible, and possible again, for one application on one host (DESIGN 3.1, rule 2).
package protocol Fence: Sendable {
    /// Which application, of what kind, how fast, and why not if it cannot.
    var description: FenceDescription { get }

    /// Ends writing. When it returns, writes are impossible. A fence that cannot do it kills what it guards.
    func close() async

    /// Allows writing until the deadline. Returns whether writing is possible now.
    func open(until deadline: Instant) async -> Bool

    /// Moves the deadline of an open fence. Returns whether writing is still possible.
    func extend(until deadline: Instant) async -> Bool

    /// How often a closed fence is closed again: somebody may have opened it behind the agent's back.
    var closesAgainEvery: Duration { get }

    /// Tries once to close again what is closed, without harm to what is as it should be.
    func closeAgain() async -> ClosedAgain
}

/// Runs hooks that the agent's own file defines.
package protocol HookRunner: Sendable {
    var hooks: [HookName] { get }
    /// Where it remembers its runs.
    var ledger: HookLedgerID { get }

    /// Runs the order's hook, or inspects what became of it, and reports its output as it comes.
    ///
    /// The same key never runs a command twice: a repeated order gets the status of the first.
    func carryOut(_ order: HookOrder, output: @escaping @Sendable (HookOutput) -> Void) async -> HookStatus

    /// Ends the hook's processes. The order's own answer says that it was ended.
    func stop(_ key: HookKey) async
}

/// What an agent must remember on its host.
package protocol GuardianMemory: Sendable {
    /// What was remembered, at start.
    func recall() async throws(PortError) -> GuardianRecollection

    /// Remembers across reboots, before it returns: the highest epoch and term ever seen.
    func remember(_ seen: HighestSeen) async throws(PortError)

    /// Remembers until the next boot, for a successor of this process, before it returns: the application's lease, or that there
    /// is none. Applications do not disturb each other.
    func bequeath(_ lease: InheritedLease?, of application: ApplicationID) async throws(PortError)
}

/// The connections to all controllers, each reconnecting by itself.
package protocol ControllerLink: Sendable {
    var events: AsyncStream<ControllerLinkEvent> { get }

    /// Sends to one controller, or to every one that is connected. Never waits; what cannot be sent is dropped, and of
    /// reports that wait only the newest is kept.
    func send(_ message: AgentMessage, to controller: ControllerID?)
}

/// What happens on the way to controllers.
package enum ControllerLinkEvent: Sendable {
    case connected(ControllerID)
    case received(ControllerID, ControllerMessage)
    case disconnected(ControllerID, reason: String)
}

/// Whoever restarts this process when it hangs: systemd, or nobody.
package protocol Supervisor: Sendable {
    /// The process is at work, and its loop has just come round once more.
    func loopRan()
}

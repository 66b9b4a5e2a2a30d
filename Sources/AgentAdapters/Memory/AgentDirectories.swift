import Domain

/// Where an agent keeps what it must remember.
package struct AgentDirectories: Hashable, Sendable {
    /// On a disk that outlives the boot (systemd's `StateDirectory=`).
    package var state: String
    /// On a file system that a reboot empties (systemd's `RuntimeDirectory=` with `RuntimeDirectoryPreserve=yes`).
    package var runtime: String

    package init(state: String, runtime: String) {
        self.state = state
        self.runtime = runtime
    }

    /// Process number, and highest epochs and terms.
    var seenFile: String { "\(state)/guardian.json" }
    /// Held by the agent for as long as it lives: there is one at a time.
    var agentLock: String { "\(runtime)/agent.lock" }
    /// Held by one agent process for as long as it lives, so that whoever reads its leases can tell.
    func processLock(_ process: ProcessNumber) -> String { "\(runtime)/process-\(process).lock" }
    /// The lease on an application.
    func leaseFile(_ application: ApplicationID) -> String { "\(runtime)/\(application)\(Self.leaseSuffix)" }
    /// Held while what a dead agent left of an application is being closed, and while a successor takes it over.
    func takeoverLock(_ application: ApplicationID) -> String { "\(runtime)/\(application).takeover" }

    static let leaseSuffix = ".lease"
}

import Domain

/// What agent.yaml says about a fence that commands open and close.
package struct CommandFenceConfiguration: Hashable, Sendable {
    package var application: ApplicationID
    /// Ends writing; exit code 0 means that writes are impossible.
    package var close: [String]
    /// Allows writing; exit code 0 means that writes are possible.
    package var open: [String]
    /// Tells what is guarded of a new deadline, where it wants to know.
    package var extend: [String]?
    /// What ends writing when `close` fails or hangs.
    package var hardStop: HardStop
    /// Whose rights the commands have; the agent's own if `nil`.
    package var user: String?
    /// How long each command may take.
    package var hookLimit: Duration
    /// How long the hard stop may take.
    package var hardStopLimit: Duration
    /// How long starting a command may hang beside that.
    package var starting: Duration
    /// The bound that must be kept, as the plan's `detection.lease.fence_timeout`.
    package var fenceTimeout: Duration

    package init(
        application: ApplicationID,
        close: [String],
        open: [String],
        extend: [String]? = nil,
        hardStop: HardStop,
        user: String? = nil,
        hookLimit: Duration,
        hardStopLimit: Duration,
        starting: Duration = CommandLimits.promptStart,
        fenceTimeout: Duration
    ) {
        self.application = application
        self.close = close
        self.open = open
        self.extend = extend
        self.hardStop = hardStop
        self.user = user
        self.hookLimit = hookLimit
        self.hardStopLimit = hardStopLimit
        self.starting = starting
        self.fenceTimeout = fenceTimeout
    }
}

extension CommandFenceConfiguration {
    var hookLimits: CommandLimits { CommandLimits(timeout: hookLimit, starting: starting) }
    var hardStopLimits: CommandLimits { CommandLimits(timeout: hardStopLimit, starting: starting) }
}

/// What ends writing where a fence's command does not.
package enum HardStop: Hashable, Sendable {
    /// A command; exit code 0 means that writes are impossible.
    case command([String])
    /// Kills the process whose id stands in the first line of the file, with all its descendants. A file that is not there
    /// means that nothing runs.
    case kill(pidFile: String)
    /// Restarts the host at once, without writing anything to its disks. Only where agent.yaml says so.
    case reboot
}

/// A program with its arguments, as the agent's own file names it, ready to be run.
package struct Command: Hashable, Sendable {
    /// The program, by path or by name in `PATH`, and its arguments.
    package var arguments: [String]
    /// Added to the agent's own environment.
    package var environment: [String: String]
    /// Whose rights it has; the agent's own if `nil`.
    package var user: String?
    /// What it reads from standard input; at most ``longestInput`` bytes.
    package var input: String

    package init(
        _ arguments: [String],
        environment: [String: String] = [:],
        user: String? = nil,
        input: String = ""
    ) {
        self.arguments = arguments
        self.environment = environment
        self.user = user
        self.input = input
    }

    /// What a pipe holds without a reader (pipe(7)), so that giving input can never block.
    package static let longestInput = 65_536
}

/// How long a command may take.
package struct CommandLimits: Hashable, Sendable {
    /// It is ended after this time.
    package var timeout: Duration
    /// From asking its process group to end (SIGTERM) to killing it; zero kills at once.
    package var grace: Duration
    /// How long spawning itself may hang before the command is given up. Not part of the timeout: a busy host, or a disk that
    /// does not answer, holds it up.
    package var starting: Duration

    package init(timeout: Duration, grace: Duration = .zero, starting: Duration = Self.promptStart) {
        self.timeout = timeout
        self.grace = grace
        self.starting = starting
    }

    /// For a fence, which must be through in a bounded time whatever happens.
    package static let promptStart = Duration.milliseconds(250)
    /// For all that has time: a host that is only busy must not be taken for one whose disk hangs.
    package static let patientStart = Duration.seconds(10)

    /// How long a killed process may take to vanish before it is left behind: more only happens when the kernel itself
    /// waits for a device.
    package static let reaping = Duration.milliseconds(250)

    /// The longest that ``CommandRun/run(admit:output:)`` takes, whatever happens.
    package var bound: Duration { timeout + grace + Self.reaping + starting }
}

/// How a command ended.
package enum CommandEnd: Hashable, Sendable {
    case exited(Int32)
    /// Killed by a signal that did not come from here.
    case signalled(Int32)
    /// Ended because its time was over.
    case timedOut
    /// Ended because ``CommandRun/stop()`` was called.
    case stopped
    /// It could not be started: why.
    case notStarted(String)
    /// It was killed but has not vanished: the kernel holds it, as it does on a stalled disk. It cannot run a single
    /// instruction more, but what it asked of the kernel may still take effect.
    case leftBehind

    /// One phrase for people.
    package var summary: String {
        switch self {
        case .exited(let code): "exit code \(code)"
        case .signalled(let signal): "killed by signal \(signal)"
        case .timedOut: "took too long and was ended"
        case .stopped: "was ended on order"
        case .notStarted(let reason): "could not be started: \(reason)"
        case .leftBehind: "was killed but has not vanished; a device it waits for hangs"
        }
    }
}

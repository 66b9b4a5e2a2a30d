import Domain
import Logging
import Ports
import SystemClock

/// A fence that commands open and close, with a hard stop behind them (DESIGN 3.1, rule 2).
///
/// What it guards is started, or its door opened, by the agent only; that the host boots fenced is the operator's to arrange
/// (a service that is not enabled at boot).
package actor CommandFence: Fence {
    package nonisolated let description: FenceDescription

    private let configuration: CommandFenceConfiguration
    private let clock = SystemTime()
    private let log: Logger
    /// Grows with every close, so that an open that was overtaken by one knows it.
    private var closings = 0
    private var closesAtWork = 0
    private var isOpen = false
    /// The opening or extending command that is at work.
    private var lifting: CommandRun?
    /// Opening or extending commands that were killed but have not vanished.
    private var stragglers: [CommandRun] = []

    package init(
        _ configuration: CommandFenceConfiguration,
        supervision: Result<Supervision, SupervisionDefect>,
        log: Logger
    ) {
        self.configuration = configuration
        self.log = log
        let bound = FenceBound(
            supervision: supervision,
            hookLimit: configuration.hookLimits.bound,
            hardStop: configuration.hardStopLimits.bound,
            limit: configuration.fenceTimeout
        )
        description = FenceDescription(
            application: configuration.application,
            kind: "command",
            bound: bound.total,
            defect: bound.defect
        )
    }

    /// Ends writing by the command or, if that fails or hangs, by the hard stop, as often as it takes.
    package func close() async {
        closings += 1
        closesAtWork += 1
        defer { closesAtWork -= 1 }
        isOpen = false
        await endLifting()
        let (end, lastWords) = await command(configuration.close, "close").runQuietly()
        if end != .exited(0) {
            report("The command that closes the fence failed", "\(end.summary): \(lastWords)")
        }
        if end != .exited(0) || !stragglers.isEmpty { await stopHard() }
        while !stragglers.allSatisfy(\.isGone) { await OwnThread.pause(Self.pauseBetweenTries) }
        stragglers = []
    }

    package func open(until deadline: Instant) async -> Bool {
        await lift(configuration.open, "open", until: deadline)
    }

    /// Runs the extending command, if there is one. A deadline that comes while a command is at work is not told; the next is.
    package func extend(until deadline: Instant) async -> Bool {
        guard isOpen, clock.instant < deadline else { return false }
        guard let extend = configuration.extend, lifting == nil else { return true }
        return await lift(extend, "extend", until: deadline)
    }

    package nonisolated var closesAgainEvery: Duration { Self.usualClosesAgainEvery }

    /// Runs the closing command again, which must not mind. If it fails the hard stop follows, but no restart of the host: what
    /// was closed once is no reason to restart a fenced host again and again.
    ///
    /// - Returns: never that it was open: an exit code does not tell what was before.
    package func closeAgain() async -> ClosedAgain {
        guard closesAtWork == 0, lifting == nil else { return .wasClosed }
        closesAtWork += 1
        defer { closesAtWork -= 1 }
        isOpen = false
        let (end, lastWords) = await command(configuration.close, "close").runQuietly()
        guard end != .exited(0) else { return .wasClosed }
        report("The command that closes the fence failed when it was closed again", "\(end.summary): \(lastWords)")
        guard configuration.hardStop != .reboot else { return .wasClosed }
        return await tryHardStop() ? .wasClosed : .failed
    }

    private func lift(_ argv: [String], _ purpose: String, until deadline: Instant) async -> Bool {
        let rest = clock.instant.duration(to: deadline)
        guard closesAtWork == 0, lifting == nil, rest > .zero else { return false }
        let closingsBefore = closings
        let run = command(argv, purpose, ["HOLDFAST_LEASE_DEADLINE_MS": String(rest.wholeMilliseconds)])
        lifting = run
        let (end, lastWords) = await run.runQuietly()
        lifting = nil
        if !run.isGone { stragglers.append(run) }
        guard closings == closingsBefore else { return false }
        if end == .exited(0), clock.instant < deadline {
            isOpen = true
            return true
        }
        let reason = end == .exited(0) ? "the lease ended meanwhile" : "\(end.summary): \(lastWords)"
        report("The command to \(purpose) the fence failed; it is closed again", reason)
        await close()
        return false
    }

    /// Kills a command that would open what is being closed, and waits until it is gone or counted as a straggler.
    private func endLifting() async {
        lifting?.stop()
        while lifting != nil { await OwnThread.pause(Self.pauseForKill) }
    }

    private func stopHard() async {
        while await !tryHardStop() { await OwnThread.pause(Self.pauseBetweenTries) }
    }

    private func tryHardStop() async -> Bool {
        let order = HardStopOrder(
            stop: configuration.hardStop,
            user: configuration.user,
            environment: environment("hard-stop"),
            limits: configuration.hardStopLimits
        )
        guard case .failure(let failure) = await order.carryOut() else { return true }
        report("The hard stop failed; it is tried again", failure.description)
        return false
    }

    private func command(_ argv: [String], _ purpose: String, _ more: [String: String] = [:]) -> CommandRun {
        let environment = environment(purpose).merging(more) { $1 }
        return CommandRun(
            Command(argv, environment: environment, user: configuration.user),
            limits: configuration.hookLimits
        )
    }

    private func environment(_ purpose: String) -> [String: String] {
        ["HOLDFAST_APPLICATION": "\(configuration.application)", "HOLDFAST_FENCE": purpose]
    }

    private func report(_ message: Logger.Message, _ reason: String) {
        log.error(message, metadata: ["application": "\(configuration.application)", "reason": "\(reason)"])
    }

    /// A command costs more than a look at the packet filter.
    private static let usualClosesAgainEvery = Duration.seconds(30)
    private static let pauseBetweenTries = Duration.milliseconds(100)
    private static let pauseForKill = Duration.milliseconds(2)
}

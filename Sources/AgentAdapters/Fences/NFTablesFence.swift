import Domain
import Logging
import Ports
import SystemClock

/// A fence in the kernel's packet filter whose permission expires by itself, even when the agent is dead or hangs.
///
/// It cuts the network only: Unix sockets and local jobs are not covered, and what a server had received before the cut it may
/// still carry out, but no client gets to know of it. Whoever flushes the whole ruleset (`systemctl reload nftables`) opens it;
/// every call puts it back, so it is open for ``closesAgainEvery`` at the most while it should be closed. Kernel timers stand
/// still while the host is suspended; on resume ``close()`` is to be called at once.
package actor NFTablesFence: Fence {
    package nonisolated let description: FenceDescription

    private let ruleset: NFTablesRuleset
    private let configuration: NFTablesFenceConfiguration
    private let clock = SystemTime()
    private let log: Logger
    /// The run of nft that is at work. They come one after the other, and a close ends the one that is in its way.
    private var working: CommandRun?
    private var closings = 0
    private var closesAtWork = 0
    /// Runs that were killed but have not vanished: they may still give the permission.
    private var stragglers: [CommandRun] = []

    package init(_ configuration: NFTablesFenceConfiguration, log: Logger) {
        self.configuration = configuration
        self.log = log
        ruleset = NFTablesRuleset(configuration)
        let bound = FenceBound(
            selfExpiring: [
                FenceBound.Part("nft limit", configuration.limits.bound),
                FenceBound.Part("kernel timer", Self.timerPrecision),
            ],
            limit: configuration.fenceTimeout
        )
        description = FenceDescription(
            application: configuration.application,
            kind: Self.kind,
            bound: bound.total,
            defect: ruleset.defect ?? bound.defect
        )
    }

    /// Creates the table closed if it is not there; a permission that a predecessor left stays until it expires.
    ///
    /// - Returns: whether it is there now.
    package func install() async -> Bool { await nft(ruleset.installation) }

    /// Takes the permission away at once, and repairs the table if it is gone; tries until it has succeeded.
    package func close() async {
        closings += 1
        closesAtWork += 1
        defer { closesAtWork -= 1 }
        working?.stop()
        while await !cut() { await OwnThread.pause(Self.pauseBetweenTries) }
    }

    package func open(until deadline: Instant) async -> Bool { await lift(until: deadline) }

    /// Renews the rules with the permission: without them it would be no permission but the lack of a fence.
    package func extend(until deadline: Instant) async -> Bool { await lift(until: deadline) }

    package nonisolated var closesAgainEvery: Duration { Self.usualClosesAgainEvery }

    /// Compares the table with what it is once it has been closed anew: any other was one that somebody had changed.
    package func closeAgain() async -> ClosedAgain {
        guard closesAtWork == 0 else { return .wasClosed }
        let found = await listing()
        closings += 1
        closesAtWork += 1
        working?.stop()
        let isCut = await cut()
        closesAtWork -= 1
        guard isCut else { return .failed }
        guard let found, let closed = await listing() else { return .wasClosed }
        return found == closed ? .wasClosed : .wasOpen
    }

    private func lift(until deadline: Instant) async -> Bool {
        guard closesAtWork == 0 else { return false }
        let closingsBefore = closings
        await takeTurn()
        let rest = clock.instant.duration(to: deadline)
        guard closings == closingsBefore, rest > .zero else { return false }
        let isDone = await nft(ruleset.installation + ruleset.opening(for: rest))
        guard closings == closingsBefore else { return false }
        if isDone, clock.instant < deadline { return true }
        await close()
        return false
    }

    /// Whether the permission is taken away for certain, so that no run that was left behind can give it again.
    private func cut() async -> Bool {
        stragglers.removeAll(where: \.isGone)
        let mayComeBack = !stragglers.isEmpty
        if await nft(ruleset.installation + ruleset.closing) { return !mayComeBack }
        // What is not as the batch expects it cannot be mended in place.
        return await nft(ruleset.replacement) && !mayComeBack
    }

    /// The table as nft prints it, empty if there is none; `nil` if it cannot be told.
    private func listing() async -> String? {
        await takeTurn()
        let run = CommandRun(
            Command(configuration.nft + ["-f", "-"], input: ruleset.listing),
            limits: configuration.limits
        )
        working = run
        let printed = OutputTail(size: Self.longestListing)
        let end = await run.run(output: { printed.append($0) })
        working = nil
        switch end {
        case .exited(0): return printed.text
        case .exited: return ""
        case .signalled, .timedOut, .stopped, .notStarted, .leftBehind: return nil
        }
    }

    private func nft(_ batch: String) async -> Bool {
        await takeTurn()
        let command = Command(configuration.nft + ["-f", "-"], input: batch)
        let run = CommandRun(command, limits: configuration.limits)
        working = run
        let (end, lastWords) = await run.runQuietly()
        working = nil
        if !run.isGone { stragglers.append(run) }
        if end == .exited(0) { return true }
        log.error(
            "The packet filter did not take a change of the fence",
            metadata: [
                "application": "\(configuration.application)", "reason": "\(end.summary): \(lastWords)",
            ]
        )
        return false
    }

    private func takeTurn() async {
        while working != nil { await OwnThread.pause(Self.pauseForTurn) }
    }

    static let kind = "nftables"

    /// How much later than told the kernel ends a permission: it looks at its tick counter with every packet, and a tick is
    /// at the most 10 ms (HZ=100). Measured with HZ=250: 4 ms.
    private static let timerPrecision = Duration.milliseconds(10)
    private static let usualClosesAgainEvery = Duration.seconds(5)
    /// Two thousand addresses take about as much.
    private static let longestListing = 65_536
    private static let pauseForTurn = Duration.milliseconds(2)
    private static let pauseBetweenTries = Duration.milliseconds(100)
}

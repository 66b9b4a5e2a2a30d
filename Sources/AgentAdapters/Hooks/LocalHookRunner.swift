import Domain
import Glibc
import Logging
import Ports
import SystemClock

/// Runs the hooks of the agent's own file, each order once, with a ledger on disk (DESIGN 4.3, S4).
///
/// Whether the order's term and epoch are still good is not asked here.
package actor LocalHookRunner: HookRunner {
    /// A run of this process that is not over.
    private struct ActiveRun {
        var command: CommandRun?
        var isStopped = false
        /// Repeated orders that wait for its end.
        var waiting: [CheckedContinuation<HookStatus.State, Never>] = []
    }

    package nonisolated let hooks: [HookName]
    package nonisolated var ledger: HookLedgerID { book.id }

    private let definitions: [HookName: HookDefinition]
    private let book: HookLedger
    private let clock = SystemTime()
    private let log: Logger
    private var active: [HookKey: ActiveRun] = [:]
    private var entries: [HookKey: HookLedgerEntry]

    /// Reads the ledger of earlier processes.
    ///
    /// - Throws: ``PortError/Code/unavailable`` when the ledger's directory cannot be made.
    package init(definitions: [HookDefinition], ledger directory: String, log: Logger) async throws(PortError) {
        let opened: Result<(HookLedger, [HookLedgerEntry]), PortError> = await OwnThread.run {
            do throws(PortError) {
                let ledger = try HookLedger(directory: directory)
                return .success((ledger, ledger.entries()))
            } catch {
                return .failure(error)
            }
        }
        let (ledger, entries) = try opened.get()
        book = ledger
        self.entries = Dictionary(uniqueKeysWithValues: entries.map { ($0.key, $0) })
        self.definitions = Dictionary(definitions.map { ($0.name, $0) }) { first, _ in first }
        self.log = log
        hooks = self.definitions.keys.sorted()
    }

    package func carryOut(_ order: HookOrder, output: @escaping @Sendable (HookOutput) -> Void) async -> HookStatus {
        HookStatus(key: order.key, state: await state(after: order, output: output))
    }

    package func stop(_ key: HookKey) async {
        guard active[key] == nil else {
            active[key]?.isStopped = true
            active[key]?.command?.stop()
            return
        }
        // A predecessor of this process began it, and died.
        guard let orphan = entries[key], orphan.end == nil, let process = orphan.process, process.isAlive else {
            return
        }
        let grace = definitions.values.map(\.stopGrace).max() ?? .zero
        await OwnThread.run { process.end(after: grace) }
    }

    private func state(
        after order: HookOrder,
        output: @escaping @Sendable (HookOutput) -> Void
    ) async -> HookStatus.State {
        let isForgotten = entries[order.key] == nil && !order.isRemembered(in: book.id)
        // Whoever asks whether an order has run asks every agent that may have been given it, those without the hook too.
        if order.purpose == .inspect, active[order.key] == nil, entries[order.key] == nil, !isForgotten {
            return .notStarted
        }
        guard let definition = definitions[order.hook] else {
            return .refused(Refusal(.unavailable, "this agent's file defines no hook \(order.hook)"))
        }
        let variables: [String: String]
        switch HookEnvironment.variables(for: order) {
        case .success(let result): variables = result
        case .failure(let refusal): return .refused(refusal)
        }
        if active[order.key] != nil {
            return order.purpose == .inspect ? .running : await stateAtEnd(of: order.key)
        }
        let timeout = min(order.timeout, definition.timeout)
        if let entry = entries[order.key] {
            return await state(of: entry, definition, variables, timeout: timeout)
        }
        guard HookLedger.canHold(order.key) else {
            return .refused(Refusal(.malformed, "execution and step of the order cannot name a file"))
        }
        if isForgotten {
            let entry = HookLedgerEntry(key: order.key, startedAt: Timestamp(milliseconds: 0))
            return await state(of: entry, definition, variables, timeout: timeout)
        }
        let limits = CommandLimits(
            timeout: timeout,
            grace: definition.stopGrace,
            starting: CommandLimits.patientStart
        )
        let command = Command(definition.argv, environment: variables, user: definition.user)
        return await run(CommandRun(command, limits: limits), order.key, output: output)
    }

    private func stateAtEnd(of key: HookKey) async -> HookStatus.State {
        await withCheckedContinuation { active[key]?.waiting.append($0) }
    }

    /// What became of a run that is over, or that a predecessor of this process began.
    private func state(
        of entry: HookLedgerEntry,
        _ definition: HookDefinition,
        _ variables: [String: String],
        timeout: Duration
    ) async -> HookStatus.State {
        if let end = entry.end { return end.state }
        if entry.process?.isAlive == true { return .running }
        guard let inspect = definition.inspect else { return .interrupted }
        let scanner = HookOutputScanner { _ in }
        let command = Command(inspect, environment: variables, user: definition.user)
        let limits = CommandLimits(timeout: timeout, starting: CommandLimits.patientStart)
        let end = await CommandRun(command, limits: limits).run(output: { scanner.scan($0) })
        scanner.finish()
        switch end {
        case .exited(0):
            var ended = entry
            ended.end = .succeeded(outputs: scanner.outputs)
            await remember(ended)
            return .succeeded(outputs: scanner.outputs)
        case .exited(1):
            return .notStarted
        case .exited, .signalled, .timedOut, .stopped, .notStarted, .leftBehind:
            return .interrupted
        }
    }

    private func run(
        _ command: CommandRun,
        _ key: HookKey,
        output: @escaping @Sendable (HookOutput) -> Void
    ) async -> HookStatus.State {
        active[key] = ActiveRun()
        let state = await stateAfterRunning(command, key, output: output)
        for order in active.removeValue(forKey: key)?.waiting ?? [] { order.resume(returning: state) }
        return state
    }

    private func stateAfterRunning(
        _ command: CommandRun,
        _ key: HookKey,
        output: @escaping @Sendable (HookOutput) -> Void
    ) async -> HookStatus.State {
        let entry = HookLedgerEntry(key: key, startedAt: clock.wall)
        if let error = await store(entry) {
            return .refused(Refusal(.unavailable, "no hook runs without its ledger: \(error.message)"))
        }
        entries[key] = entry
        active[key]?.command = command
        if active[key]?.isStopped == true { command.stop() }
        let scanner = HookOutputScanner { output(HookOutput(key: key, text: $0)) }
        let end = await withTaskCancellationHandler {
            await command.run(admit: { [book] in book.note(pid: $0, in: entry) }, output: { scanner.scan($0) })
        } onCancel: {
            command.stop()
        }
        scanner.finish()
        let isOrdered = active[key]?.isStopped == true
        guard let ledgerEnd = ledgerEnd(end, scanner, isOrdered: isOrdered) else { return .interrupted }
        var ended = entry
        ended.end = ledgerEnd
        await remember(ended)
        return ledgerEnd.state
    }

    /// What is known for good; `nil` if it is not known whether the hook took effect.
    private func ledgerEnd(_ end: CommandEnd, _ scanner: HookOutputScanner, isOrdered: Bool) -> HookLedgerEntry.End? {
        let summary = scanner.lastLine.isEmpty ? end.summary : "\(end.summary): \(scanner.lastLine.prefix(500))"
        switch end {
        case .exited(0): return .succeeded(outputs: scanner.outputs)
        case .exited(let code):
            // The code stands beside it and is not said twice.
            let said = scanner.lastLine.isEmpty ? "it printed nothing" : String(scanner.lastLine.prefix(500))
            return .failed(exitCode: Int(code), summary: said)
        case .signalled(let signal): return .failed(exitCode: Self.signalBase + Int(signal), summary: summary)
        case .timedOut: return .timedOut
        // Without an order it is the agent that stops; its successor will be asked.
        case .stopped: return isOrdered ? .failed(exitCode: Self.signalBase + Int(SIGTERM), summary: summary) : nil
        case .notStarted: return .failed(exitCode: Self.commandNotFound, summary: summary)
        case .leftBehind: return nil
        }
    }

    /// Stores what will not change any more. If the disk refuses, this process knows it all the same.
    private func remember(_ entry: HookLedgerEntry) async {
        entries[entry.key] = entry
        if let error = await store(entry) {
            log.error("The end of a hook could not be remembered", metadata: ["reason": "\(error.message)"])
        }
        await prune()
    }

    private func store(_ entry: HookLedgerEntry) async -> PortError? {
        await OwnThread.run { [book] in
            do throws(PortError) {
                try book.store(entry)
                return nil
            } catch {
                return error
            }
        }
    }

    /// Forgets the oldest orders when there are too many; those without an end stay.
    private func prune() async {
        guard entries.count > Self.mostEntries else { return }
        let ended = entries.values.filter { $0.end != nil && active[$0.key] == nil }
        let oldest = ended.sorted { $0.startedAt < $1.startedAt }.prefix(Self.prunedAtOnce).map(\.key)
        for key in oldest { entries[key] = nil }
        await OwnThread.run { [book] in
            for key in oldest { book.remove(key) }
        }
    }

    // As shells do (POSIX.1-2017, 2.8.2).
    private static let signalBase = 128
    private static let commandNotFound = 127
    private static let mostEntries = 1000
    private static let prunedAtOnce = 100
}

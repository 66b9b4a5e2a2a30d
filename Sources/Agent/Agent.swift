import Decision
import Domain
import Logging
import Ports

/// One agent process: feeds its machine with what happens on the host and what controllers say, and carries out what it orders.
/// It decides nothing.
package actor Agent {
    private let ports: AgentPorts
    private let logger: Logger
    private var machine: AgentMachine
    /// Orders for each application's fence and memory, in order; those for what is not guarded here come last.
    private let guarded: [ApplicationID: WorkQueue<AgentMachine.Effect>]
    private let unguarded = WorkQueue<AgentMachine.Effect>()
    private let running = WorkQueue<Work>()
    private var wallOffset: Duration?
    private var suspendedBefore: Duration?
    /// Since when fences are being closed: one that takes longer than it promised stops the supervisor's watchdog from being fed.
    private var closingSince: [ApplicationID: Instant] = [:]
    /// Since when fences that should be closed cannot be closed again.
    private var doubtfulSince: [ApplicationID: Instant] = [:]

    private enum Work: Sendable {
        case check(AgentMachine.CheckKey, AssignedCheck)
        case hook(HookOrder)
    }

    /// The recollection is what the memory had at start: this process's number among it.
    package init(
        id: AgentID,
        region: RegionID,
        recollection: GuardianRecollection,
        ports: AgentPorts,
        logger: Logger
    ) {
        self.ports = ports
        self.logger = logger
        let settings = AgentSettings(
            id: id,
            region: region,
            fences: ports.fences.map(\.description),
            recollection: recollection,
            closingsAgain: Dictionary(
                ports.fences.map { ($0.description.application, $0.closesAgainEvery) },
                uniquingKeysWith: { first, _ in first }
            )
        )
        machine = AgentMachine(settings)
        guarded = Dictionary(
            ports.fences.map { ($0.description.application, WorkQueue()) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Runs until it is cancelled. Leases are left to a successor; fencing at their end is the supervisor's, or the kernel's.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for fence in ports.fences {
                group.addTask { try await self.workAt(fence) }
            }
            group.addTask { try await self.workUnguarded() }
            group.addTask { await self.hearControllers() }
            group.addTask { await self.carryOutWork() }
            group.addTask { try await self.keepTime() }
            _ = try await group.next()
            group.cancelAll()
        }
    }

    /// Says that this process will be back, on a planned stop.
    package func sayBye(backWithin bound: Duration) {
        ports.link.send(.bye(AgentFarewell(process: machine.settings.recollection.process, backWithin: bound)), to: nil)
    }

    // MARK: Feeding the machine

    /// The one way into the machine.
    private func handle(_ event: AgentMachine.Event) {
        let now = ports.time.now.instant
        feed(event, at: now)
        ports.status.show(status(at: now))
    }

    private func feed(_ event: AgentMachine.Event, at now: Instant) {
        for effect in machine.handle(event, at: now) { dispatch(effect) }
    }

    private func status(at now: Instant) -> AgentStatus {
        AgentStatus(
            agent: machine.settings.id,
            region: machine.settings.region,
            guardians: machine.guardians.values.map { GuardianStatus($0, at: now) }
        )
    }

    private func hearControllers() async {
        for await event in ports.link.events {
            switch event {
            case .connected(let controller):
                logger.info("connected", metadata: ["controller": "\(controller)"])
                handle(.connected(controller))
            case .disconnected(let controller, let reason):
                logger.warning("disconnected", metadata: ["controller": "\(controller)", "reason": "\(reason)"])
            case .received(let controller, let message):
                if case .refusal(let refusal) = message {
                    logger.warning(
                        "refused",
                        metadata: ["controller": "\(controller)", "reason": "\(refusal.message)"]
                    )
                }
                handle(.received(controller, message))
            }
        }
    }

    private func keepTime() async throws {
        // Ready before the first lease is written: without that, no supervisor's watchdog watches yet.
        ports.supervisor.loopRan()
        handle(.started)
        var wanted = ports.time.now.instant
        while true {
            let now = ports.time.now
            feed(.hostMeasured(measure(now, wanted: wanted)), at: now.instant)
            if wasSuspended() { feed(.hostResumed, at: now.instant) }
            handle(.ticked)
            if !isClosingOverdue(at: now.instant) { ports.supervisor.loopRan() }
            wanted = min(machine.nextWake(after: now.instant), now.instant + Self.longestWait)
            wanted = max(wanted, now.instant + Self.shortestWait)
            try await ports.time.sleep(until: wanted)
        }
    }

    private func isClosingOverdue(at now: Instant) -> Bool {
        guard !closingSince.isEmpty || !doubtfulSince.isEmpty else { return false }
        return ports.fences.map(\.description).contains { fence in
            let isOverdue = closingSince[fence.application].map { $0 + fence.bound < now } ?? false
            let isInDoubt = doubtfulSince[fence.application].map { $0 + Self.longestDoubt < now } ?? false
            return isOverdue || isInDoubt
        }
    }

    /// A busy host may fail to close again what is closed; for longer than this it is no chance, and the supervisor ends this
    /// process and closes the fence in its place.
    private static var longestDoubt: Duration { .seconds(10) }

    private static var shortestWait: Duration { .milliseconds(5) }
    /// A jump of the wall clock is seen within this time.
    private static var longestWait: Duration { .milliseconds(250) }

    private func measure(_ now: Moment, wanted: Instant) -> HostReport {
        let offset = .milliseconds(now.wall.milliseconds) - now.instant.sinceBoot
        let step = wallOffset.map { (offset - $0).wholeMilliseconds } ?? 0
        wallOffset = offset
        return HostReport(loopLag: max(.zero, now.instant - wanted), clockStepMilliseconds: step)
    }

    private func wasSuspended() -> Bool {
        let suspended = ports.time.suspended
        let before = suspendedBefore ?? suspended
        // It only grows: a reading that was held up half-way is too small, and the next one is no suspension.
        suspendedBefore = max(before, suspended)
        return suspended - before > Self.shortestSuspension
    }

    /// The clocks that tell it are read one after the other, and the agent may be held up between the two.
    private static var shortestSuspension: Duration { .milliseconds(250) }

    // MARK: Orders

    private func dispatch(_ effect: AgentMachine.Effect) {
        switch effect {
        case .run(let key, let check): running.add(.check(key, check))
        case .send(let message, let controller): ports.link.send(message, to: controller)
        case .bequeath(_, let application): queue(of: application).add(effect)
        case .remember(let seen): queue(of: seen.application).add(effect)
        case .close(let application):
            closingSince[application] = closingSince[application] ?? ports.time.now.instant
            doubtfulSince[application] = nil
            queue(of: application).add(effect)
        case .closeAgain(let application), .open(let application, _), .extend(let application, _):
            queue(of: application).add(effect)
        case .carryOut(let order): queue(of: order.application).add(effect)
        case .stopHook: unguarded.add(effect)
        }
    }

    private func queue(of application: ApplicationID) -> WorkQueue<AgentMachine.Effect> {
        guarded[application] ?? unguarded
    }

    private func carryOutWork() async {
        await withDiscardingTaskGroup { group in
            for await work in running.items {
                group.addTask { await self.carryOut(work) }
            }
        }
    }

    private func carryOut(_ work: Work) async {
        switch work {
        case .check(let key, let check):
            let result = await ports.checks.run(check)
            // Says nothing about leases, so that what is shown stays as it is.
            feed(.checkEnded(key, result), at: ports.time.now.instant)
        case .hook(let order):
            let printed = WorkQueue<HookOutput>()
            async let printing: Void = tell(printed)
            let status = await ports.hooks.carryOut(order) { printed.add($0) }
            printed.finish()
            await printing
            handle(.hookEnded(status))
        }
    }

    private func tell(_ printed: WorkQueue<HookOutput>) async {
        for await output in printed.items { handle(.hookPrinted(output)) }
    }

    // MARK: Fences and memory

    private func workAt(_ fence: any Fence) async throws {
        let application = fence.description.application
        guard let queue = guarded[application] else { return }
        var duties = Duties(memory: ports.memory)
        for await order in queue.items {
            try await carryOut(order, at: fence, duties: &duties)
        }
    }

    private func carryOut(
        _ order: AgentMachine.Effect,
        at fence: any Fence,
        duties: inout Duties
    ) async throws {
        let application = fence.description.application
        switch order {
        case .remember: await duties.take(order)
        case .bequeath:
            await duties.take(order)
            try await reportIfClosed(application, duties: &duties)
        case .close:
            await fence.close()
            duties.isFenceClosed = true
        case .closeAgain: await closeAgain(fence)
        case .open(_, let end):
            let isOpen = await mayLift(application, &duties) ? await fence.open(until: end) : false
            logger.notice("fence lifted", metadata: ["application": "\(application)", "open": "\(isOpen)"])
            handle(.guardianTold(application, .fenceOpened(isOpen)))
        case .extend(_, let end):
            // What was ordered before the fence was to be closed is no longer wanted.
            guard closingSince[application] == nil else { break }
            let isOpen = await mayLift(application, &duties) ? await fence.extend(until: end) : false
            handle(.guardianTold(application, .fenceOpened(isOpen)))
        case .carryOut(let hook): await start(hook, duties: &duties)
        case .run, .send, .stopHook: break
        }
    }

    /// Opening waits until this has ended; closing follows anyway.
    private func closeAgain(_ fence: any Fence) async {
        let application = fence.description.application
        let found = closingSince[application] == nil ? await fence.closeAgain() : .wasClosed
        switch found {
        case .wasClosed: doubtfulSince[application] = nil
        case .wasOpen:
            doubtfulSince[application] = nil
            logger.critical(
                "the closed fence was found open and is closed again: find out who opened it, writes were possible",
                metadata: ["application": "\(application)"]
            )
        case .failed: doubtfulSince[application] = doubtfulSince[application] ?? ports.time.now.instant
        }
        handle(.fenceClosedAgain(application, found))
    }

    private func mayLift(_ application: ApplicationID, _ duties: inout Duties) async -> Bool {
        guard closingSince[application] == nil else { return false }
        return await duties.areDone()
    }

    /// The fence counts as closed when a successor of this process is left nothing to open it with.
    private func reportIfClosed(_ application: ApplicationID, duties: inout Duties) async throws {
        guard duties.isFenceClosed else { return }
        while await !duties.areDone() { try await pause() }
        duties.isFenceClosed = false
        closingSince[application] = nil
        logger.notice("fenced", metadata: ["application": "\(application)"])
        handle(.guardianTold(application, .fenceClosed))
    }

    private func workUnguarded() async throws {
        var duties = Duties(memory: ports.memory)
        for await order in unguarded.items {
            switch order {
            case .remember: await duties.take(order)
            case .carryOut(let hook): await start(hook, duties: &duties)
            case .stopHook(let key): await ports.hooks.stop(key)
            case .bequeath, .close, .closeAgain, .open, .extend, .run, .send: break
            }
        }
    }

    /// What an order has shown of terms and epochs is on disk before the order runs.
    private func start(_ hook: HookOrder, duties: inout Duties) async {
        guard await duties.areDone() else {
            let refusal = Refusal(.unavailable, "this agent cannot write its state to disk")
            return handle(.hookEnded(HookStatus(key: hook.key, state: .refused(refusal))))
        }
        running.add(.hook(hook))
    }

    private func pause() async throws {
        logger.error("state cannot be written; the fence stays closed and is not reported")
        try await ports.time.sleep(until: ports.time.now.instant + .milliseconds(100))
    }
}

extension GuardianStatus {
    fileprivate init(_ guardian: Guardian, at now: Instant) {
        let leaseEnd = guardian.leaseEnd(at: now)
        self.init(
            application: guardian.application,
            epoch: guardian.highestEpoch,
            isFenced: !guardian.door.allowsWrites,
            leaseEnd: leaseEnd,
            activeUntil: leaseEnd != nil && guardian.isActive(at: now) ? leaseEnd : nil,
            margin: guardian.margin(at: now),
            timesFoundOpen: guardian.timesFoundOpen
        )
    }
}

import Domain

/// Everything one agent decides: when to check and to report, when writes are possible, and which orders are stale.
package struct AgentMachine: Sendable {
    package let settings: AgentSettings
    package private(set) var guardians: SortedDictionary<ApplicationID, Guardian> = [:]
    /// The highest epoch and term seen for each application: an order from a lower one is refused (DESIGN S3).
    private var seen: [ApplicationID: HighestSeen]
    /// When each closed fence is to be closed again.
    var watches: SortedDictionary<ApplicationID, FenceWatch> = [:]
    private var checks: SortedDictionary<CheckKey, RunningCheck> = [:]
    private var assignmentVersion: UInt64 = 0
    private var reportEvery = Detection().reportEvery
    private var reportDue: Instant?
    private var nextReport: ReportNumber = 1
    private var host = HostReport()
    /// Who ordered which hook, to be told what becomes of it.
    private var hookOwners: [HookKey: ControllerID] = [:]

    package init(_ settings: AgentSettings) {
        self.settings = settings
        seen = Dictionary(
            settings.recollection.seen.map { ($0.application, $0) },
            uniquingKeysWith: { $0.epoch > $1.epoch ? $0 : $1 }
        )
        for fence in settings.fences {
            let application = fence.application
            guardians[application] = Guardian(
                application: application,
                region: settings.region,
                fenceBound: fence.bound,
                highestEpoch: seen[application]?.epoch ?? 0,
                inherited: settings.recollection.inherited.first { $0.application == application }
            )
            watches[application] = settings.closingsAgain[application].map { FenceWatch(every: $0) }
        }
    }

    /// Orders are to be carried out in the order given.
    package mutating func handle(_ event: Event, at now: Instant) -> [Effect] {
        switch event {
        case .started: return start(at: now)
        case .connected: return report(at: now)
        case .received(let controller, let message): return take(message, from: controller, at: now)
        case .checkEnded(let key, let observation): return note(observation, of: key, at: now)
        case .guardianTold(let application, let event): return tell(application, event, at: now)
        case .hookPrinted(let output): return [.send(.hookOutput(output), to: hookOwners[output.key])]
        case .hookEnded(let status): return finish(status)
        case .hostMeasured(let measured): return note(measured, at: now)
        case .hostResumed: return distrustClock(at: now)
        case .fenceClosedAgain(let application, let found):
            return noteClosedAgain(application, found, at: now)
        case .ticked: return tick(at: now)
        }
    }

    // MARK: Time

    private mutating func start(at now: Instant) -> [Effect] {
        reportDue = now
        var effects: [Effect] = []
        for application in guardians.keys {
            let orders = guardians[application]?.start(at: now) ?? []
            effects += carryOut(orders, of: application)
        }
        return effects + tick(at: now)
    }

    private mutating func tick(at now: Instant) -> [Effect] {
        var effects: [Effect] = []
        for application in guardians.keys { effects += tell(application, .woken, at: now) }
        effects += closeAgainWhatIsDue(at: now)
        for key in dueChecks(at: now) { effects += run(key, at: now) }
        if let reportDue, reportDue <= now { effects += report(at: now) }
        return effects
    }

    /// The earliest moment at which something has to be done.
    package func nextWake(after now: Instant) -> Instant {
        let checks = checks.values
        var next = reportDue ?? now + reportEvery
        for index in checks.indices where !checks[index].isRunning { next = min(next, checks[index].due) }
        for guardian in guardians.values { next = min(next, guardian.leaseEnd(at: now) ?? next) }
        for watch in watches.values { next = min(next, watch.due ?? next) }
        return next
    }

    private func dueChecks(at now: Instant) -> [CheckKey] {
        let (keys, checks) = (checks.keys, checks.values)
        return keys.indices.filter { !checks[$0].isRunning && checks[$0].due <= now }.map { keys[$0] }
    }

    // MARK: Reports

    private mutating func report(at now: Instant) -> [Effect] {
        let leases = guardians.values.map { $0.report(at: now) }
        let report = AgentReport(
            process: settings.recollection.process,
            number: nextReport,
            checks: checks.values.compactMap { $0.report(at: now) },
            leases: leases,
            host: hostReport,
            assignmentVersion: assignmentVersion
        )
        for application in guardians.keys { guardians.change(application) { _ = $0.handle(.reportSent, at: now) } }
        nextReport = nextReport.next
        reportDue = now + reportEvery
        host = HostReport()
        return [.send(.report(report), to: nil)]
    }

    private var hostReport: HostReport {
        var report = host
        for guardian in guardians.values where guardian.timesFoundOpen > 0 {
            report.fencesFoundOpen[guardian.application] = UInt64(guardian.timesFoundOpen)
        }
        return report
    }

    // MARK: Checks

    private mutating func adopt(_ assignment: CheckAssignment, at now: Instant) {
        guard assignment.version > assignmentVersion else { return }
        assignmentVersion = assignment.version
        reportEvery = max(assignment.reportEvery, Self.shortestReportInterval)
        let old = checks
        checks = [:]
        for (index, assigned) in assignment.checks.prefix(AgentReport.mostChecks).enumerated() {
            let key = CheckKey(assigned)
            // A start a little apart from each other keeps the load even.
            let due = now + assigned.every * index / max(1, assignment.checks.count)
            let known = old[key].flatMap { $0.assigned == assigned ? $0 : nil }
            checks[key] = known ?? RunningCheck(assigned, due: due)
        }
    }

    /// A controller may ask for less load, never for a flood.
    private static var shortestReportInterval: Duration { .milliseconds(50) }

    private mutating func run(_ key: CheckKey, at now: Instant) -> [Effect] {
        let assigned = checks.change(key) { check in
            check.isRunning = true
            // What ran late, because the look before was slow, is not caught up: results in a row are results over a time.
            let next = check.due + check.assigned.every
            check.due = next > now ? next : now + check.assigned.every
            return check.assigned
        }
        return assigned.map { [.run(key, $0)] } ?? []
    }

    /// A change of status is reported at once.
    private mutating func note(_ observation: Observation, of key: CheckKey, at now: Instant) -> [Effect] {
        let hasChanged = checks.change(key) { check in
            check.isRunning = false
            return check.hysteresis.take(observation, at: now)
        }
        return hasChanged == true ? report(at: now) : []
    }

    private mutating func note(_ measured: HostReport, at now: Instant) -> [Effect] {
        host.loopLag = max(host.loopLag, measured.loopLag)
        host.clockStepMilliseconds += measured.clockStepMilliseconds
        guard measured.clockStepMilliseconds > Self.tolerableClockStep else { return [] }
        return distrustClock(at: now)
    }

    /// DESIGN 3.1: a wall clock that jumps ahead by more than this betrays a machine that was stopped.
    private static var tolerableClockStep: Int64 { 500 }

    // MARK: Controllers

    private mutating func take(
        _ message: ControllerMessage,
        from controller: ControllerID,
        at now: Instant
    ) -> [Effect] {
        switch message {
        case .ack(let ack): return take(ack, from: controller, at: now)
        case .assignment(let assignment):
            adopt(assignment, at: now)
            return tick(at: now)
        case .hookOrder(let order): return take(order, from: controller)
        case .hookStop(let key): return [.stopHook(key)]
        case .refusal: return []
        }
    }

    private mutating func take(_ ack: ReportAck, from controller: ControllerID, at now: Instant) -> [Effect] {
        guard ack.process == settings.recollection.process || isPlanted(.answersToPredecessorsCount) else { return [] }
        return ack.leases.flatMap { answer in
            tell(
                answer.application,
                .answered(controller: controller, report: ack.number, answer),
                at: now
            )
        }
    }

    private mutating func take(_ order: HookOrder, from controller: ControllerID) -> [Effect] {
        var known = seen[order.application] ?? HighestSeen(application: order.application)
        if let refusal = order.refusal(by: known) {
            return [.send(.hookStatus(HookStatus(key: order.key, state: .refused(refusal))), to: controller)]
        }
        hookOwners[order.key] = controller
        guard order.term > known.term || order.epoch > known.epoch else { return [.carryOut(order)] }
        known.term = order.term
        known.epoch = max(known.epoch, order.epoch)
        seen[order.application] = known
        return [.remember(known), .carryOut(order)]
    }

    private mutating func finish(_ status: HookStatus) -> [Effect] {
        let owner = hookOwners[status.key]
        if status.state != .running { hookOwners[status.key] = nil }
        return [.send(.hookStatus(status), to: owner)]
    }

    // MARK: Guardians

    mutating func tell(_ application: ApplicationID, _ event: Guardian.Event, at now: Instant) -> [Effect] {
        let told = guardians.change(application) { guardian in
            let before = guardian.door
            return (before, orders: guardian.handle(event, at: now), after: guardian.door)
        }
        guard let (before, orders, after) = told else { return [] }
        let effects = carryOut(orders, of: application)
        watches.change(application) { $0.follow(after, from: before, at: now) }
        // What a controller waits for before it votes, or people before they go on, is told at once.
        return before == after ? effects : effects + reportDoor(of: application, at: now)
    }

    private mutating func reportDoor(of application: ApplicationID, at now: Instant) -> [Effect] {
        switch guardians[application]?.door {
        case .fenced, .open: report(at: now)
        case .opening, .closing, nil: []
        }
    }

    private mutating func carryOut(_ orders: [Guardian.Effect], of application: ApplicationID) -> [Effect] {
        orders.compactMap { order in
            switch order {
            case .remember(let epoch): return remember(epoch, of: application)
            case .bequeath(let lease): return .bequeath(lease, of: application)
            case .close: return .close(application)
            case .open(let until): return .open(application, until: until)
            case .extend(let until): return .extend(application, until: until)
            case .wake: return nil
            }
        }
    }

    private mutating func remember(_ epoch: Epoch, of application: ApplicationID) -> Effect {
        var known = seen[application] ?? HighestSeen(application: application)
        known.epoch = max(known.epoch, epoch)
        seen[application] = known
        return .remember(known)
    }
}

extension HookOrder {
    /// Why an order is stale; `nil` if it is not.
    fileprivate func refusal(by known: HighestSeen) -> Refusal? {
        if term < known.term, !isPlanted(.staleTermsAreObeyed) {
            return Refusal(.staleTerm, "term \(term) is over; this agent has had orders of term \(known.term)")
        }
        if epoch < known.epoch, !isPlanted(.staleEpochsAreObeyed) {
            return Refusal(.staleEpoch, "epoch \(epoch) is over; this agent knows epoch \(known.epoch)")
        }
        return nil
    }
}

import Decision
import Domain

/// A host of the model with its agent: a real ``Guardian``, a disk that survives the process, and a fence.
final class ModelHost {
    let agent: AgentID
    let region: RegionID
    private let clock: ModelClock
    private let fenceBound: Duration
    private unowned let world: LeaseWorld
    private(set) lazy var fence = ModelFence(bound: clock.length(of: .seconds(2)), host: self, world: world)
    private(set) var guardian: Guardian?
    private(set) var process: ProcessNumber = 0
    private var keptEpoch: Epoch = 0
    private var keptLease: InheritedLease?
    private var pausedUntil: TrueTime = 0
    private var wakes: Set<TrueTime> = []

    init(agent: AgentID, region: RegionID, clock: ModelClock, world: LeaseWorld) {
        self.agent = agent
        self.region = region
        self.clock = clock
        self.world = world
        fenceBound = .seconds(2)
    }

    private var instant: Instant { clock.instant(at: world.now) }
    private var isPaused: Bool { pausedUntil > world.now }

    // MARK: The process

    func start() {
        guard guardian == nil else { return }
        process = process.next
        pausedUntil = 0
        wakes = []
        var newcomer = heir()
        let effects = newcomer.start(at: instant)
        if newcomer.door == .opening { world.statistics.inheritedLeases += 1 }
        guardian = newcomer
        world.note("\(agent): process \(process) starts, \(newcomer.door)")
        carryOut(effects)
        report(in: process)
    }

    private func heir() -> Guardian {
        Guardian(
            application: Sample.application,
            region: region,
            fenceBound: fenceBound,
            highestEpoch: keptEpoch,
            inherited: keptLease
        )
    }

    /// The agent's process ends without a word; the host closes its fence.
    func kill() {
        guard guardian != nil else { return }
        world.note("\(agent): agent killed")
        world.statistics.agentCrashes += 1
        guardian = nil
        keptLease = nil
        fence.closeWithoutAgent()
        comeBack()
    }

    /// The agent's process ends and leaves its lease: the host closes its fence when that has ended, unless a successor runs.
    func handOver() {
        guard guardian != nil else { return }
        world.note("\(agent): agent stops")
        world.statistics.agentCrashes += 1
        guardian = nil
        guard let end = heir().leaseEnd(at: instant) else {
            keptLease = nil
            fence.closeWithoutAgent()
            return comeBack()
        }
        fence.abandon()
        world.at(clock.time(of: end)) { [self, process] in
            guard process == self.process, guardian == nil else { return }
            keptLease = nil
            fence.closeWithoutAgent()
        }
        comeBack()
    }

    /// The whole host goes down and boots again.
    func crash() {
        world.note("\(agent): host crashes")
        guardian = nil
        keptLease = nil
        fence.lose()
        comeBack()
    }

    private func comeBack() {
        world.after(world.random.pick(.seconds(0.01), .seconds(0.5), .seconds(3))) { [self] in start() }
    }

    func pause(for length: TrueTime) {
        guard guardian != nil, !isPaused else { return }
        world.note("\(agent): hangs for \(Double(length) / 1e9) s")
        pausedUntil = world.now + length
    }

    func resume() { pausedUntil = 0 }

    /// The host believes that it stood still.
    func doubtClock() { feed(.hostPaused) }

    // MARK: Reports

    private func report(in process: ProcessNumber) {
        guard process == self.process, guardian != nil else { return }
        guard !isPaused else { return world.at(pausedUntil) { [self] in report(in: process) } }
        guard let guardian else { return }
        let number = guardian.nextReport
        let lease = guardian.report(at: instant)
        feed(.reportSent)
        world.deliver(
            ReportingGuardian(
                process: AgentProcess(agent: agent, process: process),
                region: region,
                report: number,
                lease: lease,
                hasSoundFence: true
            ),
            from: self
        )
        world.after(world.reportPause()) { [self] in report(in: process) }
    }

    /// Rule 1: an answer to another process is ignored.
    func receive(_ answer: LeaseAnswer, for report: ReportNumber, of process: ProcessNumber, from id: ControllerID) {
        whenAwake { [self] in
            guard process == self.process else { return }
            feed(.answered(controller: id, report: report, answer))
        }
    }

    func fenceEnded(_ event: Guardian.Event) {
        let process = process
        world.at(world.now) { [self] in
            whenAwake { [self] in
                if process == self.process { feed(event) }
            }
        }
    }

    private func whenAwake(_ action: @escaping () -> Void) {
        guard isPaused else { return action() }
        world.at(pausedUntil) { [self] in whenAwake(action) }
    }

    // MARK: The guardian

    private func feed(_ event: Guardian.Event) {
        guard let effects = guardian?.handle(event, at: instant) else { return }
        carryOut(effects)
    }

    private func carryOut(_ effects: [Guardian.Effect]) {
        for effect in effects {
            carryOut(effect)
            if world.faults.crashesAgents, world.isStormy, world.random.chance(0.0005) { return kill() }
        }
    }

    private func carryOut(_ effect: Guardian.Effect) {
        switch effect {
        case .remember(let epoch): keptEpoch = epoch
        case .bequeath(let lease): keptLease = lease
        case .close:
            world.note("\(agent): closes")
            fence.close()
        case .open:
            world.note("\(agent): opens")
            world.statistics.opens += 1
            fence.open()
        case .extend: fence.extend()
        case .wake(let instant): wake(at: clock.time(of: instant))
        }
    }

    private func wake(at time: TrueTime) {
        guard wakes.insert(time).inserted else { return }
        world.at(max(time, world.now)) { [self, process] in
            wakes.remove(time)
            guard process == self.process, let guardian else { return }
            guard isPaused else { return feed(.woken) }
            if guardian.door.allowsWrites, guardian.leaseEnd(at: instant) == nil { kill() }
        }
    }
}

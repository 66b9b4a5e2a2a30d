import Domain
import Ports

/// Whether writes to one application get through on one host; it outlives the agent's processes.
final class Door: @unchecked Sendable {
    let application: ApplicationID
    /// What the agent's file says of its fence, and what the fence keeps.
    private(set) var bound: Duration
    private let kind: FenceKind
    private let scheduler: Scheduler
    private let clock: SimulatedClock
    private var random: SeededRandom
    private(set) var isOpen = false
    /// While it is open: when the permission ends, on the host's clock.
    private(set) var deadline = Instant.boot
    /// It was open when its host was stopped.
    private var wasOpen = false
    /// Grows with every order, so that what an earlier one had under way is void.
    private var order: UInt64 = 0
    /// Is told whenever writes become possible or impossible.
    var observer: (_ isOpen: Bool) -> Void = { _ in }

    init(
        _ application: ApplicationID,
        kind: FenceKind,
        bound: Duration,
        scheduler: Scheduler,
        clock: SimulatedClock,
        random: SeededRandom
    ) {
        self.application = application
        self.kind = kind
        self.bound = bound
        self.scheduler = scheduler
        self.clock = clock
        self.random = random
    }

    var description: FenceDescription {
        FenceDescription(application: application, kind: kind.rawValue, bound: bound)
    }

    private func set(_ isOpen: Bool) {
        guard self.isOpen != isOpen else { return }
        self.isOpen = isOpen
        observer(isOpen)
    }

    /// Lets writes in until the deadline. Writes may get through from now on.
    func open(until deadline: Instant) -> Bool {
        guard clock.now.instant < deadline else { return false }
        order += 1
        self.deadline = deadline
        set(true)
        if kind == .kernel { expire(at: deadline, order) }
        return true
    }

    private func expire(at deadline: Instant, _ order: UInt64) {
        scheduler.at(clock.trueTime(of: deadline)) {
            guard self.order == order else { return }
            // A clock that stood still meanwhile is late, and so is the kernel that counts by it.
            guard self.clock.now.instant >= deadline else { return self.expire(at: deadline, order) }
            self.set(false)
        }
    }

    /// Begins to close; `closed` is told when writes are impossible.
    func close(_ closed: @escaping () -> Void = {}) {
        order += 1
        let order = order
        scheduler.after(closingTime()) {
            if self.order == order { self.set(false) }
            closed()
        }
    }

    /// A kernel closes at once; a command may use what its bound leaves beside the supervisor's watchdog.
    private func closingTime() -> Duration {
        switch kind {
        case .kernel: random.duration(in: .microseconds(200)...(.milliseconds(5)))
        case .command: clock.rate.trueTime(bound * random.pick(closingPercents) / 100)
        }
    }

    /// A fence without a watchdog beside it may use its whole bound: that is the worst for the wait of rule 3.
    private var closingPercents: [Int] {
        if isPlanted(.fenceOverruns) { return [10, 25, 300] }
        let isWorst =
            isPlanted(.waitsWithoutDrift) || isPlanted(.waitsForOneClocksDrift) || isPlanted(.waitsForTheLeaseOnly)
            || PlantedBug.sought == .clocksDriftBeyondTheBound
        return isWorst ? [99] : [1, 10, 25, 49]
    }

    /// Nothing is written on a host that does not run.
    func stopHost() {
        wasOpen = isOpen
        set(false)
    }

    /// The kernel, and the clock that it counts by, have not noticed anything.
    func resumeHost() {
        if wasOpen { set(true) }
        wasOpen = false
    }

    /// The fence needs so many times as long from now on; no power is on.
    func slowDown(times: Int) { bound *= times }
    func speedUp(times: Int) { bound /= times }

    /// Power is gone: whatever wrote here does not any more.
    func cutPower() {
        order += 1
        wasOpen = false
        set(false)
    }

    /// The agent is gone. Its supervisor closes at the deadline what does not close by itself, unless a successor has taken over.
    func agentGone() {
        guard kind == .command, isOpen, !isPlanted(.nobodyFencesForTheDead) else { return }
        if isPlanted(.fenceBeginsAnew) { order += 1 }
        let order = order
        if isPlanted(.fenceBeginsAnew) { return scheduler.after(bound * 99 / 100) { self.close() } }
        scheduler.at(clock.trueTime(of: deadline)) {
            if self.order == order { self.close() }
        }
    }
}

/// A door as an agent's process commands it.
struct SimulatedFence: Fence {
    let door: Door
    let scheduler: Scheduler
    let process: SimulatedProcess

    var description: FenceDescription { door.description }

    func close() async {
        await process.wait(orWhenGone: ()) { answer in door.close { answer(()) } }
    }

    var closesAgainEvery: Duration { .seconds(5) }

    func closeAgain() async -> ClosedAgain {
        let wasOpen = door.isOpen
        await close()
        return wasOpen ? .wasOpen : .wasClosed
    }

    func open(until deadline: Instant) async -> Bool { await order(until: deadline) }
    func extend(until deadline: Instant) async -> Bool { await order(until: deadline) }

    private func order(until deadline: Instant) async -> Bool {
        await process.wait(orWhenGone: false) { answer in
            if isPlanted(.liftsLate) {
                return scheduler.after(.seconds(6)) {
                    answer(door.open(until: Instant(sinceBoot: .seconds(1_000_000))))
                }
            }
            let isOpen = door.open(until: deadline)
            scheduler.after(.milliseconds(1)) { answer(isOpen) }
        }
    }
}

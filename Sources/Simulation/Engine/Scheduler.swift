import DequeModule
import Domain
import HeapModule

/// Virtual time: what happens when, and which simulated processes have something to run.
///
/// Everything of one simulation happens on the thread that calls ``run(until:)``, which is why nothing here is locked.
final class Scheduler: @unchecked Sendable {
    /// The true time, which no clock in the simulation shows exactly.
    private(set) var now = Instant(sinceBoot: .seconds(1_000))
    private var events = Heap<ScheduledEvent>()
    private var sequence: UInt64 = 0
    private var ready: Deque<(job: UnownedJob, process: SimulatedProcess)> = []

    /// Happens after the delay; what is due at the same time happens in the order of scheduling.
    func after(_ delay: Duration, _ body: @escaping () -> Void) { at(now + max(.zero, delay), body) }

    func at(_ instant: Instant, _ body: @escaping () -> Void) {
        sequence += 1
        events.insert(ScheduledEvent(at: max(now, instant), sequence: sequence, body: body))
    }

    func makeReady(_ job: UnownedJob, of process: SimulatedProcess) { ready.append((job, process)) }

    /// Goes on until that time, or until something asks to stop.
    func run(until end: Instant, while goesOn: () -> Bool = { true }) {
        runReady()
        while goesOn(), let next = events.min, next.at <= end {
            events.removeMin()
            now = next.at
            next.body()
            runReady()
        }
        if goesOn() { now = max(now, end) }
    }

    /// Nothing that was going to happen happens any more.
    func forgetEverything() { events = Heap() }

    private func runReady() {
        while let next = ready.popFirst() {
            unsafe next.job.runSynchronously(on: next.process.asUnownedTaskExecutor())
        }
    }
}

/// Something that happens at one time.
private struct ScheduledEvent: Comparable {
    let at: Instant
    let sequence: UInt64
    let body: () -> Void
    /// The time as a number, because a heap compares all the time.
    private let attoseconds: Int128

    init(at: Instant, sequence: UInt64, body: @escaping () -> Void) {
        self.at = at
        self.sequence = sequence
        self.body = body
        attoseconds = at.sinceBoot.attoseconds
    }

    static func < (left: ScheduledEvent, right: ScheduledEvent) -> Bool {
        left.attoseconds == right.attoseconds
            ? left.sequence < right.sequence : left.attoseconds < right.attoseconds
    }

    static func == (left: ScheduledEvent, right: ScheduledEvent) -> Bool { left.sequence == right.sequence }
}

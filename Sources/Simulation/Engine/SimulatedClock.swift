import Domain
import Ports

/// The clocks of one machine: `CLOCK_BOOTTIME`, which may run fast or slow, and the wall clock, which may be stepped.
final class SimulatedClock: @unchecked Sendable {
    private let scheduler: Scheduler
    /// How fast it runs against true time.
    let rate: ClockRate
    private var offset: Duration
    /// How far the wall clock is off.
    private(set) var wallError: Duration

    init(_ scheduler: Scheduler, rate: ClockRate, offset: Duration, wallError: Duration) {
        self.scheduler = scheduler
        self.rate = rate
        self.offset = offset
        self.wallError = wallError
    }

    var now: Moment {
        let wall = Self.origin + scheduler.now.sinceBoot + wallError
        return Moment(instant: local(scheduler.now), wall: wall)
    }

    private func local(_ instant: Instant) -> Instant { Instant(sinceBoot: rate.local(instant.sinceBoot) + offset) }

    /// The true time at which this clock shows the instant.
    func trueTime(of instant: Instant) -> Instant {
        Instant(sinceBoot: rate.trueTime(instant.sinceBoot - offset))
    }

    /// The wall clock jumps; `CLOCK_BOOTTIME` does not.
    func stepWall(by step: Duration) { wallError += step }

    /// The hypervisor had stopped the machine: `CLOCK_BOOTTIME` has not counted that time, the wall clock is set right again.
    func standStill(for duration: Duration) { offset -= rate.local(duration) }

    private static var origin: Timestamp { Timestamp(milliseconds: 1_700_000_000_000) }
}

/// How fast a clock runs, in millionths of the true speed.
struct ClockRate: Hashable, Sendable {
    var millionths: Int

    static let exact = ClockRate(millionths: 1_000_000)

    // By attoseconds, because a `Duration` times an integer goes through generic code, and everybody asks for the time.
    func local(_ duration: Duration) -> Duration {
        if self == .exact { return duration }
        return Duration(attoseconds: duration.attoseconds * Int128(millionths) / 1_000_000)
    }

    /// Rounded up, so that a timer never fires before its time.
    func trueTime(_ duration: Duration) -> Duration {
        Duration(attoseconds: duration.attoseconds * 1_000_000 / Int128(millionths)) + .nanoseconds(1)
    }
}

/// A machine's clocks as one process of it sees them.
struct ProcessTime: TimeSource {
    let clock: SimulatedClock
    let process: SimulatedProcess

    var now: Moment { clock.now }

    func sleep(until instant: Instant) async throws {
        while clock.now.instant < instant { try await process.sleep(until: clock.trueTime(of: instant)) }
        // Even a wait that is over gives others their turn, and ends when the process does.
        try Task.checkCancellation()
    }
}

import Domain
import Glibc
import Ports

/// The host's time: `CLOCK_BOOTTIME`, which goes on while the host sleeps, and the wall clock.
package struct SystemTime: TimeSource {
    package init() {}

    package var now: Moment { Moment(instant: instant, wall: wall) }

    /// Now, on `CLOCK_BOOTTIME` alone.
    package var instant: Instant { Instant(sinceBoot: Self.read(CLOCK_BOOTTIME)) }

    /// Now, on `CLOCK_REALTIME` alone.
    package var wall: Timestamp { Timestamp(milliseconds: Self.read(CLOCK_REALTIME).wholeMilliseconds) }

    package var suspended: Duration { max(.zero, Self.read(CLOCK_BOOTTIME) - Self.read(CLOCK_MONOTONIC)) }

    package func sleep(until instant: Instant) async throws {
        // A timer may ring early, and on a host that slept it may ring late: only the clock says when it is time, so the
        // sleep is cut into slices.
        var rest = self.instant.duration(to: instant)
        while rest > .zero {
            try await Task.sleep(for: min(rest, Self.longestSlice), tolerance: .zero, clock: .continuous)
            rest = self.instant.duration(to: instant)
        }
    }

    /// How late a sleeper may be, at the most, where timers stand still while the host sleeps.
    private static let longestSlice = Duration.seconds(1)

    private static func read(_ clock: clockid_t) -> Duration {
        var time = timespec()
        // Cannot fail: all three clocks exist on every Linux since 2.6.39, and the pointer is good (clock_gettime(2)).
        clock_gettime(clock, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}

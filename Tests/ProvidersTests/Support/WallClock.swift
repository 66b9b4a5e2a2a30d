import Domain
import Foundation
import Ports

/// The system's clocks, the wall's wrong by a given time.
struct WallClock: TimeSource {
    var error: Duration = .zero

    var now: Moment {
        let wall = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) + error
        return Moment(instant: Instant(sinceBoot: .milliseconds(clock_gettime_nsec_boottime() / 1_000_000)), wall: wall)
    }

    func sleep(until instant: Instant) async throws { try await Task.sleep(for: instant - now.instant) }

    private func clock_gettime_nsec_boottime() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}

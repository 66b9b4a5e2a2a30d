import Domain
import Ports
import Synchronization

/// Time that moves only when somebody waits: every wait is over at once.
final class FakeTime: TimeSource {
    static let start = Timestamp(milliseconds: 1_795_421_702_250)

    private let elapsed = Mutex(Duration.zero)

    var now: Moment {
        let elapsed = elapsed.withLock { $0 }
        return Moment(instant: Instant(sinceBoot: .seconds(1000) + elapsed), wall: Self.start + elapsed)
    }

    func sleep(until instant: Instant) async throws {
        await Task.yield()
        try Task.checkCancellation()
        let wait = now.instant.duration(to: instant)
        elapsed.withLock { $0 += max(.zero, wait) }
    }
}

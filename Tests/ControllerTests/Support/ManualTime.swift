import Domain
import Ports
import Synchronization

/// Time that moves only when a test moves it.
final class ManualTime: TimeSource {
    private struct Sleeper {
        var number: UInt64
        var end: Instant
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Instant(sinceBoot: .seconds(1000))
        var sleepers: [Sleeper] = []
        var lastSleeper: UInt64 = 0
    }

    private let state = Mutex(State())

    var now: Moment {
        let instant = state.withLock { $0.now }
        return Moment(instant: instant, wall: Timestamp(milliseconds: instant.sinceBoot.wholeMilliseconds))
    }

    func sleep(until instant: Instant) async throws {
        let number = state.withLock { state in
            state.lastSleeper += 1
            return state.lastSleeper
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isOver = state.withLock { state in
                    guard instant > state.now, !Task.isCancelled else { return true }
                    state.sleepers.append(Sleeper(number: number, end: instant, continuation: continuation))
                    return false
                }
                guard isOver else { return }
                if Task.isCancelled {
                    continuation.resume(throwing: CancellationError())
                } else {
                    continuation.resume()
                }
            }
        } onCancel: {
            takeSleepers { $0.number == number }.forEach { $0.continuation.resume(throwing: CancellationError()) }
        }
    }

    func advance(by duration: Duration) {
        let now = state.withLock { state in
            state.now = state.now + duration
            return state.now
        }
        takeSleepers { $0.end <= now }.forEach { $0.continuation.resume() }
    }

    private func takeSleepers(_ isMeant: (Sleeper) -> Bool) -> [Sleeper] {
        state.withLock { state in
            let meant = state.sleepers.filter(isMeant)
            state.sleepers.removeAll(where: isMeant)
            return meant
        }
    }
}

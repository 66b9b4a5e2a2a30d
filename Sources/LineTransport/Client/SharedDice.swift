import Synchronization

/// One source of random numbers for several event loops.
final class SharedDice: Sendable {
    private let draw: @Sendable () -> UInt64

    init(_ generator: some RandomNumberGenerator & Sendable) {
        let state = Mutex(generator)
        draw = { state.withLock { $0.next() } }
    }

    /// The next wait of a backoff.
    func wait(of backoff: inout Backoff) -> Duration {
        var random = Draw(draw: draw)
        return backoff.next(using: &random)
    }

    private struct Draw: RandomNumberGenerator {
        let draw: @Sendable () -> UInt64
        func next() -> UInt64 { draw() }
    }
}

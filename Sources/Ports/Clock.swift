import Domain

/// Time for a shell: what it is now, and waiting for later.
package protocol TimeSource: Sendable {
    /// Now, on `CLOCK_BOOTTIME` and on the wall.
    var now: Moment { get }

    /// Waits until the instant has come.
    ///
    /// - Throws: `CancellationError` when the surrounding task is cancelled.
    func sleep(until instant: Instant) async throws

    /// How long the host has been suspended since its boot: what `CLOCK_BOOTTIME` counts and `CLOCK_MONOTONIC` does not.
    var suspended: Duration { get }
}

extension TimeSource {
    /// Time that a test or a simulator moves is never suspended by itself.
    package var suspended: Duration { .zero }
}

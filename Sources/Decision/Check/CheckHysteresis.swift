import Domain

/// Makes one status out of many results: `down` after several bad ones in a row, `up` after several good ones.
///
/// More good results are asked for than bad ones, so that a check that flaps stays down (FAILURES F9).
package struct CheckHysteresis: Hashable, Sendable {
    package let downAfter: Int
    package let upAfter: Int
    package private(set) var status = CheckStatus.unknown
    package private(set) var hasBeenUp = false
    package private(set) var latest: Observation?
    package private(set) var latestAt: Instant?
    /// When the unbroken run of bad results began.
    package private(set) var badSince: Instant?
    private var run = 0
    /// It went down and has not been up since, whatever could not be run in between.
    private var isRecovering = false

    package init(downAfter: Int, upAfter: Int) {
        self.downAfter = max(1, downAfter)
        self.upAfter = max(1, upAfter)
    }

    /// Takes the next result. One that could not be had breaks every run and proves nothing.
    ///
    /// - Returns: whether the status changed.
    package mutating func take(_ observation: Observation, at now: Instant) -> Bool {
        let before = status
        let continues = latest?.outcome == observation.outcome
        latest = observation
        latestAt = now
        run = continues ? min(run + 1, max(downAfter, upAfter)) : 1
        switch observation.outcome {
        case .passed:
            badSince = nil
            guard run >= requiredForUp else { break }
            status = .up
            hasBeenUp = true
            isRecovering = false
        case .failed:
            badSince = badSince ?? now
            guard run >= downAfter else { break }
            status = .down
            isRecovering = true
        case .notRun:
            badSince = nil
            status = .unknown
        }
        return status != before
    }

    /// The first good result is enough for a check that was not down before: there is nothing to recover from.
    private var requiredForUp: Int { isRecovering && !isPlanted(.oneGoodResultIsEnough) ? upAfter : 1 }
}

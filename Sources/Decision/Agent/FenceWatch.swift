import Domain

/// When one closed fence is closed again.
struct FenceWatch: Sendable {
    let every: Duration
    /// When it is closed again; `nil` while it is not closed, and while it is being closed again.
    private(set) var due: Instant?

    init(every: Duration) { self.every = every }

    /// Only a fence that is known to be closed is closed again: one that is being closed is never closed twice.
    mutating func follow(_ door: Guardian.Door?, from before: Guardian.Door?, at now: Instant) {
        guard case .fenced = door else {
            due = nil
            return
        }
        if case .fenced = before { return }
        due = now + every
    }

    /// Whether it is to be closed again now; then it is no more until that has ended.
    mutating func takeTurn(at now: Instant) -> Bool {
        guard let due, due <= now else { return false }
        self.due = nil
        return true
    }

    mutating func hasClosedAgain(at now: Instant) { due = now + every }

    /// Tried again soon: until it has closed, nobody knows whether writes are possible.
    mutating func hasFailed(at now: Instant) { due = now + min(every, Self.pauseAfterFailure) }

    private static let pauseAfterFailure = Duration.seconds(1)

    mutating func bringForward(to now: Instant) { due = due.map { min($0, now) } }
}

import Domain

/// How long somebody who follows bears that no controller answers: a new leader needs a while.
struct Patience {
    private let surroundings: Surroundings
    /// After how long it is over; `nil` for never.
    private let longest: Duration?
    private var since: Instant?

    init(_ surroundings: Surroundings, longest: Duration? = Self.longest) {
        self.surroundings = surroundings
        self.longest = longest
    }

    /// A controller has answered.
    mutating func reset() { since = nil }

    /// A controller has answered. Says so to whoever was told of the trouble.
    mutating func end() {
        if let since {
            let silence = surroundings.time.now.instant - since
            surroundings.warn("after \(silence.text) there is an answer again; going on")
        }
        reset()
    }

    /// - Throws: the failure if it is not one that goes away, or has lasted too long.
    mutating func bear(_ failure: CommandFailure, isSilent: Bool) throws(CommandFailure) {
        // Not the controllers' silence: nobody wants the answer any more, and the next wait says so.
        guard !Task.isCancelled else { return }
        let now = surroundings.time.now.instant
        let isOver = longest.map { now - (since ?? now) >= $0 } ?? false
        guard failure.outcome == .noQuorumOrLeader, !isOver else { throw failure }
        if since == nil, !isSilent { surroundings.warn("\(failure.message); trying again") }
        since = since ?? now
    }

    /// Longer than any election and restart; then somebody has to look.
    static let longest = Duration.seconds(120)
}

import Domain

/// How long to wait before the next try to connect: twice as long after each failure, with jitter, so that agents that lost a
/// controller together do not come back together (FAILURES F10).
struct Backoff {
    let shortest: Duration
    let longest: Duration
    private var failures = 0

    init(shortest: Duration, longest: Duration) {
        self.shortest = shortest
        self.longest = longest
    }

    /// After a sign that the connection works.
    mutating func reset() { failures = 0 }

    /// After a sign that a quick return would do harm.
    mutating func exhaust() { failures = Self.mostDoublings }

    /// The next wait: from half of the full one to all of it.
    mutating func next(using random: inout some RandomNumberGenerator) -> Duration {
        let full = min(longest, shortest * (1 << failures))
        failures = min(failures + 1, Self.mostDoublings)
        let milliseconds = full.wholeMilliseconds
        return .milliseconds(Int64.random(in: milliseconds / 2...max(1, milliseconds), using: &random))
    }

    /// A thousand times the shortest wait is longer than anybody's longest.
    private static let mostDoublings = 10
}

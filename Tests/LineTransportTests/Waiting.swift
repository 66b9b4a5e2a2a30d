import Domain
import Foundation
import Ports
import Synchronization

/// A clock that stands still: what is delivered must bear its time.
struct StandingClock: TimeSource {
    static let instant = Instant(sinceBoot: .seconds(1234))
    var now: Moment { Moment(instant: Self.instant, wall: Timestamp(milliseconds: 0)) }
    func sleep(until instant: Instant) async throws { throw CancellationError() }
}

/// A clock whose wall a test sets.
final class WallClock: TimeSource {
    private let wall: Mutex<Timestamp>

    init(_ wall: Timestamp) { self.wall = Mutex(wall) }

    var now: Moment { Moment(instant: StandingClock.instant, wall: wall.withLock { $0 }) }
    func set(_ wall: Timestamp) { self.wall.withLock { $0 = wall } }
    func sleep(until instant: Instant) async throws { throw CancellationError() }
}

/// What did not come in time.
struct TooLate: Error, CustomStringConvertible {
    let description: String
}

/// Looks again and again until there is something; throws when it takes too long.
func eventually<Value>(
    _ what: String,
    within limit: Duration = .seconds(60),
    _ look: () throws -> Value?
) async throws -> Value {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
        if let value = try look() { return value }
        try await Task.sleep(for: .milliseconds(5))
    }
    throw TooLate(description: "\(what) did not come within \(limit)")
}

/// Gathers what comes, in order.
final class Gathered<Element: Sendable>: Sendable {
    private let state = Mutex<[Element]>([])
    var all: [Element] { state.withLock { $0 } }
    func append(contentsOf elements: [Element]) { state.withLock { $0 += elements } }

    /// The first that matches, as soon as it is there.
    func first(_ what: String, where matches: (Element) -> Bool) async throws -> Element {
        try await eventually("\(what), only \(all.count) others,") { all.first(where: matches) }
    }
}

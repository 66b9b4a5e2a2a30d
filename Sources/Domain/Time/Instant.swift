/// A moment on one machine's `CLOCK_BOOTTIME`, which goes on while the machine sleeps and never jumps.
///
/// Instants of two machines, or of two boots, cannot be compared.
package struct Instant: InstantProtocol, Codable, Sendable {
    /// Time since the machine started.
    package let sinceBoot: Duration

    package init(sinceBoot: Duration) { self.sinceBoot = sinceBoot }

    /// The moment the machine started: earlier than everything that is measured on it.
    package static let boot = Instant(sinceBoot: .zero)

    package func advanced(by duration: Duration) -> Instant { Instant(sinceBoot: sinceBoot + duration) }
    package func duration(to other: Instant) -> Duration { other.sinceBoot - sinceBoot }
    package static func < (left: Instant, right: Instant) -> Bool { left.sinceBoot < right.sinceBoot }
    package static func - (left: Instant, right: Instant) -> Duration { right.duration(to: left) }
    package static func + (left: Instant, right: Duration) -> Instant { left.advanced(by: right) }
    package static func - (left: Instant, right: Duration) -> Instant { left.advanced(by: .zero - right) }
}

/// One moment on both clocks: the one that measures and the one that people read.
package struct Moment: Hashable, Sendable {
    package let instant: Instant
    package let wall: Timestamp

    package init(instant: Instant, wall: Timestamp) {
        self.instant = instant
        self.wall = wall
    }
}

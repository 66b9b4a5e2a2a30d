import Domain

/// The dead-man's switch (DESIGN 3.5): an outside service is asked again and again while all is well, and raises the alarm when
/// that stops.
package struct DeadMan: Hashable, Sendable {
    package var url: String
    package var every: Duration

    package init(url: String, every: Duration) {
        self.url = url
        self.every = every
    }
}

import Domain

/// Says now and then how far a long command is, to a person at a terminal.
struct Progress {
    private let surroundings: Surroundings
    private var next: Instant

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
        next = surroundings.time.now.instant + Self.interval
    }

    mutating func show(_ what: String) {
        guard surroundings.terminal.isErrorInteractive else { return }
        let now = surroundings.time.now.instant
        guard now >= next else { return }
        next = now + Self.interval
        surroundings.terminal.writeError("\(what) …\n")
    }

    private static let interval = Duration.seconds(2)
}

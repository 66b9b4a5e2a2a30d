import Domain

/// The last sign of life of a leader, and when it was first seen on this machine's clock.
struct LeaderSign: Sendable {
    /// The revisions of what only a leader writes.
    private var revisions: [Int64]
    private(set) var seen: Instant

    init(_ image: StateImage, at now: Instant) {
        revisions = Self.revisions(in: image)
        seen = now
    }

    /// A change is a sign of life.
    mutating func look(at image: StateImage, _ now: Instant) {
        let present = Self.revisions(in: image)
        guard present != revisions else { return }
        revisions = present
        seen = now
    }

    private static func revisions(in image: StateImage) -> [Int64] {
        [Part.leadership, .beat, .journalEnd].map { image.revision(of: $0) }
    }
}

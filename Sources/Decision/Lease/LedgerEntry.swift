import Domain

/// The last grant to one guardian process.
struct LedgerEntry: Hashable, Sendable {
    /// When this process granted last; ``Instant/boot`` if it has granted nothing yet.
    var grantedAt: Instant
    /// The highest report number that was answered with a grant, by any process of this controller.
    var report: ReportNumber
    /// The longest terms that it was ever granted under by this process.
    var terms: LeaseTerms
    /// The highest `fencedSince` that it has reported.
    var fencedSince: ReportNumber
    var heardAt: Instant
    /// What a process before has left to it.
    var left: Left?

    /// A grant that has outlasted its process.
    struct Left: Hashable, Sendable {
        var entry: HandOver.Entry
        /// Until then a guardian may write under it, its fence included.
        var until: Instant
    }

    /// When the last grant is dead on any clock, its fence included.
    var deadAt: Instant { max(grantedAt + terms.longestHold, left?.until ?? .boot) }
    /// How long any of its grants may last, its fence included.
    var longestHold: Duration { max(terms.longestHold, left?.entry.terms.longestHold ?? .zero) }
    /// No grant of it is alive, and it is not heard any more.
    func isOver(at now: Instant) -> Bool { deadAt <= now && heardAt + longestHold <= now }
    /// It has fenced after the last report that was granted a lease.
    var isConfirmedFenced: Bool { fencedSince > report || fencedSince > 0 && isPlanted(.anyConfirmationCounts) }
}

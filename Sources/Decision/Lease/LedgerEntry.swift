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
    /// No grant of it is alive, and it is not heard any more.
    func isOver(at now: Instant) -> Bool { deadAt <= now && !isHeard(at: now) }
    /// It has been heard in the time that a grant which may be alive lasts, its fence included. What was left to it and is over
    /// keeps nobody waiting.
    func isHeard(at now: Instant) -> Bool {
        let left = left.flatMap { $0.until > now ? $0.entry.terms.longestHold : nil }
        return heardAt + max(terms.longestHold, left ?? .zero) > now
    }
    /// It has fenced after the last report that was granted a lease.
    var isConfirmedFenced: Bool { fencedSince > report || fencedSince > 0 && isPlanted(.anyConfirmationCounts) }
}

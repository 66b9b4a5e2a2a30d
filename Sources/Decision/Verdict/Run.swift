import Domain

/// An unbroken run of something bad, and when it began.
///
/// It is known from the results themselves when the first bad one came; but a run that was interrupted begins anew, however old
/// its parts are.
struct Run: Hashable, Sendable {
    private(set) var since: Instant?
    private var brokenAt = Instant.boot

    /// - Parameters:
    ///   - firstBad: when the first bad result of the present run came; `nil` while all is well.
    ///   - now: the moment of the look.
    mutating func observe(firstBad: Instant?, at now: Instant) {
        guard let firstBad else {
            if since != nil { brokenAt = now }
            since = nil
            return
        }
        since = since ?? max(firstBad, brokenAt)
    }
}

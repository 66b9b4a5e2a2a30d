import Domain

/// The attempts to move one application by itself, and when the next one may begin (DESIGN S5; 3.1, rule 0).
///
/// One that was given up has created no epoch; but while it was open it kept the active region from its leases. So it may be made
/// again soon, when the region has been judged anew, and not often.
package struct AutomaticAttempts: Hashable, Sendable {
    /// When the last one began.
    package private(set) var last: Timestamp?
    /// How many were given up in a row, each within the cool-down of the one before.
    package private(set) var givenUp = 0
    /// When the last one was given up that may soon be made again.
    private var pausesSince: Timestamp?

    /// - Parameter last: when the last one may have begun; `nil` for never.
    package init(last: Timestamp? = nil) { self.last = last }

    mutating func begin(at time: Timestamp, _ detection: Detection) {
        if let last, time >= last + detection.coolDown { givenUp = 0 }
        last = time
        pausesSince = nil
    }

    /// The attempt that was open has been closed before its commit. A region that others still reach is not fenced again soon.
    mutating func giveUp(at time: Timestamp, on verdict: Verdict) {
        if isPlanted(.failedAttemptsDoNotCount) { return self = AutomaticAttempts() }
        givenUp += 1
        switch verdict {
        case .failed, .unreachable: pausesSince = givenUp < Self.most ? time : nil
        case .healthy, .degraded, .isolated, .unknown: pausesSince = nil
        }
    }

    mutating func succeed() { givenUp = 0 }

    /// The last one was given up, and is made again by itself in a moment.
    package var isPausing: Bool { pausesSince != nil }

    /// Not before then may the next one begin; `nil` where none was made.
    ///
    /// A pause lasts no longer than it takes to judge a region anew, so that the bound of L1 holds from its beginning.
    package func nextMayBegin(_ detection: Detection) -> Timestamp? {
        guard let last else { return nil }
        let end = last + detection.coolDown
        guard let pausesSince else { return end }
        if isPlanted(.failedAttemptsNeedNoPause) { return nil }
        return min(end, pausesSince + detection.silenceAfter + detection.confirm)
    }

    /// So many in a row, and then the cool-down passes and people are asked.
    package static let most = 3
}

/// A time in which nothing can be decided (DESIGN 3.5), as one controller sees it.
package struct UndecidedView: Hashable, Codable, Sendable {
    package var since: Timestamp
    package var reason: String
    /// Who led when the coordination store answered last; `nil` if nobody did, or nothing is known yet.
    package var lastLeader: ControllerID?
    /// When it was last known to lead.
    package var lastLeaderHeardAt: Timestamp?

    package init(
        since: Timestamp,
        reason: String,
        lastLeader: ControllerID? = nil,
        lastLeaderHeardAt: Timestamp? = nil
    ) {
        self.since = since
        self.reason = reason
        self.lastLeader = lastLeader
        self.lastLeaderHeardAt = lastLeaderHeardAt
    }
}

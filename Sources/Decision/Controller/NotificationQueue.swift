import Domain

/// What people still have to be told, channel by channel, with tries that grow apart.
struct NotificationQueue: Sendable {
    private var waiting: [(pending: PendingNotification, due: Instant)] = []

    mutating func add(_ pending: PendingNotification, due: Instant) {
        waiting.append((pending, due))
        if waiting.count > Self.most { waiting.removeFirst() }
    }

    /// Adds what was tried in vain. Of each subject's only the newest is kept for a channel: when it comes back, people need
    /// the present state, not every word since.
    mutating func keep(_ pending: PendingNotification, due: Instant) {
        func isReplaced(_ other: PendingNotification) -> Bool {
            other.attempt > Self.retry.attempts && other.channel.id == pending.channel.id
                && other.notification.deduplicationKey == pending.notification.deduplicationKey
        }
        let isOld = waiting.contains { isReplaced($0.pending) && $0.pending.notification.at > pending.notification.at }
        guard !isOld else { return }
        waiting.removeAll { isReplaced($0.pending) }
        add(pending, due: due)
    }

    var dues: [Instant] { waiting.map(\.due) }

    /// Takes out what is due.
    mutating func takeDue(at now: Instant) -> [PendingNotification] {
        let due = waiting.filter { $0.due <= now }.map(\.pending)
        waiting.removeAll { $0.due <= now }
        return due
    }

    static let retry = RetryPolicy(attempts: 8, backoff: .seconds(1), longestBackoff: .seconds(60))

    /// With every channel down for hours the oldest make room: the incident keeps the whole story.
    private static let most = 1000
}

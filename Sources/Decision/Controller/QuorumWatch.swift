import Domain

/// Whether anything can be decided, as one controller sees it (DESIGN 3.5), and what it tells people without the store.
struct QuorumWatch: Sendable {
    /// When the store last answered this process; `nil` before the first time.
    var storeAnsweredAt: Instant?
    /// Since when the board has shown no leader; `nil` while it shows one.
    var leaderlessSince: Instant?
    /// What people were paged about; `nil` while something can be decided.
    var trouble: UndecidedView?
    var notifications = NotificationQueue()

    /// A restart of the store or a change of the leader is over by then; after that people are paged.
    static let patience = Duration.seconds(30)
    /// Whoever asks is told sooner. Longer than an answer that comes from the third member of a store, after two that are silent.
    static let doubt = Duration.seconds(5)

    /// Why nothing can be decided at the moment; `nil` while something can, or it is too early to say.
    func obstacle(at now: Instant, startedAt: Instant) -> String? {
        if silence(at: now, startedAt: startedAt) >= Self.patience { return Self.storeIsSilent }
        if let leaderlessSince, now - leaderlessSince >= Self.patience { return Self.nobodyLeads }
        return nil
    }

    /// For how long the store has not answered this process.
    func silence(at now: Instant, startedAt: Instant) -> Duration { now - (storeAnsweredAt ?? startedAt) }

    static let storeIsSilent = "the coordination store does not answer"
    static let nobodyLeads = "no controller leads"
}

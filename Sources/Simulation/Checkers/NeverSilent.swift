import Domain

/// 3.5: when nothing can be decided, people are told by a way that needs no store.
struct NeverSilent: Checker {
    let rule = "3.5"
    private var downSince: Instant?
    private var isTold = false

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        switch event {
        case .faultBegan(.storeDown): (downSince, isTold) = (world.scheduler.now, false)
        // What else goes wrong may be in the way.
        case .faultBegan, .faultEnded, .stormEnded, .controllerEnded, .controllerStarted: downSince = nil
        case .told(let notification, _, _):
            isTold = isTold || notification.deduplicationKey == IncidentSubject.quorum.deduplicationKey
        default: break
        }
        guard let downSince, !isTold, world.scheduler.now - downSince > Self.longestSilence else { return nil }
        self.downSince = nil
        return "the store has been down for \(Self.longestSilence.text), and nobody was told"
    }

    /// Controllers wait for half a minute, and messages may be lost and are sent again.
    private static var longestSilence: Duration { .seconds(50) }
}

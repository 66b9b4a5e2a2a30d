import Domain

/// Until when each controller can have known that it led: while the store is down, nobody can.
struct LeadershipLog {
    private var leader: ControllerID?
    private var seenLeading = Instant.boot
    private var ledUntil: [ControllerID: Instant] = [:]

    mutating func note(_ world: World) {
        if let leader { ledUntil[leader] = max(ledUntil[leader] ?? .boot, seenLeading) }
        leader = world.store.outages == 0 ? world.store.state.board.leader : nil
        if leader != nil { seenLeading = world.scheduler.now }
    }

    /// How long it had not led when it began something, if that is longer than it may act on what it knew.
    func overrun(of controller: ControllerID, since: Instant, in world: World) -> Duration? {
        let led = leader == controller ? world.scheduler.now : ledUntil[controller] ?? .boot
        return since - led > Self.window ? since - led : nil
    }

    /// `effect_window`, and what clocks may be wrong by.
    private static var window: Duration { .milliseconds(10_500) }
}

import Domain

extension AgentMachine {
    /// A closed fence does not stay closed by itself: a packet filter is flushed, a service is started by hand.
    mutating func closeAgainWhatIsDue(at now: Instant) -> [Effect] {
        watches.keys.compactMap { application in
            watches.change(application) { $0.takeTurn(at: now) } == true ? .closeAgain(application) : nil
        }
    }

    mutating func noteClosedAgain(_ application: ApplicationID, _ found: ClosedAgain, at now: Instant) -> [Effect] {
        guard case .fenced = guardians[application]?.door else { return [] }
        switch found {
        case .wasClosed:
            watches[application]?.hasClosedAgain(at: now)
            return []
        case .wasOpen:
            watches[application]?.hasClosedAgain(at: now)
            return tell(application, .fenceFoundOpen, at: now)
        case .failed:
            watches[application]?.hasFailed(at: now)
            return []
        }
    }

    /// The host stood still: no lease was counted meanwhile, and nobody watched the fences.
    mutating func distrustClock(at now: Instant) -> [Effect] {
        let fencing = guardians.keys.flatMap { tell($0, .hostPaused, at: now) }
        for application in watches.keys { watches[application]?.bringForward(to: now) }
        return fencing + closeAgainWhatIsDue(at: now)
    }
}

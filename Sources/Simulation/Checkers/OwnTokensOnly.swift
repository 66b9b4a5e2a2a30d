import Domain

/// 3.4: a record is changed only where our own token stands beside it, and no later one; a person may take over what is not so.
struct OwnTokensOnly: Checker {
    let rule = "3.4"
    /// When a person last asked to take each application's records over.
    private var askedAt: [ApplicationID: Instant] = [:]

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        switch event {
        case .asked(_, .adoptDNS(let application, _, _, _)):
            askedAt[application] = world.scheduler.now
            return nil
        case .dnsWritten(let changes, let controller):
            return changes.compactMap { judge($0, by: controller, at: world.scheduler.now) }.first
        default: return nil
        }
    }

    private func judge(_ change: DNSChange, by controller: ControllerID, at now: Instant) -> String? {
        let ours = change.token
        if let standing = change.expected.token.flatMap({ DNSToken($0) }), standing.application == ours.application,
            standing.epoch <= ours.epoch
        {
            return nil
        }
        if let asked = askedAt[ours.application], now - asked < Self.longestAdoption { return nil }
        let standing = change.expected.token ?? "nothing"
        return "\(controller) writes \(ours) over \(standing), and nobody has asked for it"
    }

    /// Requests, readings and writings may each be slow.
    private static var longestAdoption: Duration { .seconds(60) }
}

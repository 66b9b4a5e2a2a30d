import Domain

/// 3.1, rule 8: what was restored is granted to nobody, and nothing of it is done, until a person has said where it is active.
struct HeldUntilDeclared: Checker {
    let rule = "S1"
    /// Until then, leases of before the restore may let somebody write.
    private var oldLeasesEnd: [ApplicationID: Instant] = [:]

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        switch event {
        case .journalled(let record):
            if let message = note(record, world) { return message }
        case .hookStarted(let order, let agent):
            // What was ordered before may be on its way, under an old epoch.
            guard let held = world.store.restoration?.heldEpoch, order.epoch == held else { return nil }
            return "\(agent) runs \(order.hook) for \(order.application), which is held"
        default: break
        }
        for (application, end) in oldLeasesEnd where world.scheduler.now > end {
            let open = world.regionsWithOpenDoors(of: application)
            if let region = open.first {
                return "\(application) is written in \(region), and nobody has said that it is there"
            }
        }
        return nil
    }

    private mutating func note(_ record: JournalRecord, _ world: World) -> String? {
        switch record.event {
        case .controllers(.restored):
            let hold = world.setting.detection.handOver.longestHold + .seconds(5)
            for application in world.store.state.board.applications.keys {
                oldLeasesEnd[application] = world.scheduler.now + hold
            }
        case .failover(.proposalOpened(let proposal)):
            guard oldLeasesEnd[proposal.application] != nil, !proposal.isDeclaration else { return nil }
            return "\(proposal.application) is to be moved, and nobody has said where it is"
        case .failover(.epochCommitted(let proposal, _, _)): oldLeasesEnd[proposal.application] = nil
        default: break
        }
        return nil
    }
}

extension Proposal {
    var isDeclaration: Bool {
        if case .declaration = cause { true } else { false }
    }
}

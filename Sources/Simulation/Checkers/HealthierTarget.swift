import Domain

/// 3.2: whoever leads moves nothing by itself away from a region that it holds for healthy itself.
struct HealthierTarget: Checker {
    let rule = "3.2"
    /// Proposals of leaders that hold the source for healthy, as far as the board shows.
    private var doubtful: [Doubt] = []

    fileprivate struct Doubt {
        var leader: ControllerID
        var proposal: Proposal
        var since: Instant
    }

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        if case .journalled(let record) = event, case .failover(.proposalOpened(let proposal)) = record.event,
            proposal.cause.order == nil
        {
            doubtful.append(Doubt(leader: record.controller, proposal: proposal, since: world.scheduler.now))
        }
        guard !doubtful.isEmpty else { return nil }
        doubtful.removeAll { !$0.holdsSourceForHealthy(in: world) }
        // What a leader publishes may come later than what it proposes.
        guard let doubt = doubtful.first(where: { world.scheduler.now - $0.since > Self.latestPublication }) else {
            return nil
        }
        let proposal = doubt.proposal
        return "\(doubt.leader) gave up \(proposal.source) for \(proposal.application), and held it for healthy"
    }

    private static var latestPublication: Duration { .seconds(12) }
}

extension HealthierTarget.Doubt {
    func holdsSourceForHealthy(in world: World) -> Bool {
        (world.store.state.board.opinions(of: leader) ?? []).contains {
            $0.application == proposal.application && $0.region == proposal.source && $0.verdict == .healthy
        }
    }
}

import Domain

/// 3.2: whoever leads moves nothing by itself away from a region that it holds for healthy itself.
struct HealthierTarget: Checker {
    let rule = "3.2"
    /// Since when each controller has held a region for healthy, as far as the board shows.
    private var healthySince: [ControllerID: [Place: Instant]] = [:]
    /// Proposals of leaders that hold the source for healthy, as far as the board shows.
    private var doubtful: [Doubt] = []

    fileprivate struct Doubt {
        var leader: ControllerID
        var proposal: Proposal
        var since: Instant
    }

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        if case .published(let opinions, let controller) = event {
            note(opinions, by: controller, at: world.scheduler.now)
        }
        if case .journalled(let record) = event, case .failover(.proposalOpened(let proposal)) = record.event,
            proposal.cause.order == nil, hadDecided(record.controller, proposal, by: world.scheduler.now)
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

    private mutating func note(_ opinions: [VerdictOpinion], by controller: ControllerID, at now: Instant) {
        let before = healthySince[controller] ?? [:]
        var since: [Place: Instant] = [:]
        for opinion in opinions where opinion.verdict == .healthy {
            let place = Place(application: opinion.application, region: opinion.region)
            since[place] = before[place] ?? now
        }
        healthySince[controller] = since
    }

    /// Whether it held the source for healthy already when it decided: what it wrote then may have been under way for seconds.
    private func hadDecided(_ leader: ControllerID, _ proposal: Proposal, by now: Instant) -> Bool {
        let place = Place(application: proposal.application, region: proposal.source)
        return healthySince[leader]?[place].map { now - $0 > Self.latestWrite } ?? false
    }

    private static var latestPublication: Duration { .seconds(12) }
    private static var latestWrite: Duration { .seconds(8) }
}

extension HealthierTarget.Doubt {
    func holdsSourceForHealthy(in world: World) -> Bool {
        (world.store.state.board.opinions(of: leader) ?? []).contains {
            $0.application == proposal.application && $0.region == proposal.source && $0.verdict == .healthy
        }
    }
}

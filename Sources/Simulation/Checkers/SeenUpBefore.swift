import Domain

/// 3.3: a region whose view of another has never been good since the plan was applied has no voice about it.
struct SeenUpBefore: Checker {
    let rule = "S2"
    private let regions: [RegionID]
    private var applied: [ApplicationID: Instant] = [:]
    /// When somebody who sees everything last saw that one region reached the application in the other.
    private var lastGood: [Sight: Instant] = [:]
    private var edges = FaultEdges()

    init(_ setting: Setting) { regions = setting.regions.map(\.id) }

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        if edges.isNews(event) { look(at: world) }
        guard case .journalled(let record) = event else { return nil }
        switch record.event {
        case .plan(.applied(_, let plan, _, _, _)):
            look(at: world)
            applied[plan.application] = world.scheduler.now
        case .failover(.proposalOpened(let proposal)):
            look(at: world)
            return judge(proposal)
        default: break
        }
        return nil
    }

    private mutating func look(at world: World) {
        for application in world.setting.applications {
            for to in regions where world.services.serves(application, in: to) {
                for from in regions where from != to && world.network.canTalk(.region(from), .region(to)) {
                    lastGood[Sight(from: from, to: to, application: application)] = world.scheduler.now
                }
            }
        }
    }

    private func judge(_ proposal: Proposal) -> String? {
        guard proposal.cause.order == nil, let since = applied[proposal.application] else { return nil }
        let vantage = regions.filter { $0 != proposal.source }
        let voices = vantage.filter { from in
            let sight = Sight(from: from, to: proposal.source, application: proposal.application)
            return lastGood[sight].map { $0 > since } ?? false
        }
        guard voices.count < vantage.count / 2 + 1 else { return nil }
        return "\(proposal.source) is given up, but of \(vantage) only \(voices) had ever reached it under this plan"
    }
}

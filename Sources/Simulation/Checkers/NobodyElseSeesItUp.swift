import Domain

/// S2: no region is failed over by itself while a vantage region, with nothing wrong anywhere near it, sees it up.
struct NobodyElseSeesItUp: Checker {
    let rule = "S2"
    private let setting: Setting
    /// When something was last wrong with what a region sees or says.
    private var lastTrouble: [RegionID: Instant] = [:]
    private var edges = FaultEdges()

    init(_ setting: Setting) { self.setting = setting }

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        if edges.isNews(event) { look(at: world) }
        switch event {
        case .agentEnded(let agent), .agentStarted(let agent):
            world.agent(agent).map { lastTrouble[$0.region] = world.scheduler.now }
        case .journalled(let record):
            guard case .failover(.epochCommitted(let proposal, _, _)) = record.event, proposal.cause.order == nil
            else { return nil }
            look(at: world)
            return judge(proposal, at: world.scheduler.now)
        default: break
        }
        return nil
    }

    /// A region is in trouble when it cannot reach any other place that matters, or another region does not serve.
    private mutating func look(at world: World) {
        let others = setting.databaseRegions.map(Site.region) + world.controllers.map(\.site)
        for region in setting.regions.map(\.id) {
            let reachesAll = others.allSatisfy { $0 == .region(region) || world.network.isGood(.region(region), $0) }
            let serve = setting.databaseRegions.allSatisfy { place in
                setting.applications.allSatisfy { world.services.serves($0, in: place) }
            }
            if !reachesAll || !serve { lastTrouble[region] = world.scheduler.now }
        }
    }

    private func judge(_ proposal: Proposal, at now: Instant) -> String? {
        // In bad weather a region may be silent, or its checks fail, without a fault.
        guard setting.network.loss == 0, setting.network.longDelays == 0 else { return nil }
        let clear = setting.regions.map(\.id).filter { region in
            region != proposal.source && lastTrouble[region].map { now - $0 > Self.memory } ?? true
        }
        guard let witness = clear.first else { return nil }
        return "\(proposal.source) was failed over while \(witness) saw it up all the time"
    }

    /// A verdict that was right is replaced, and its proposal closed, within this time.
    private static var memory: Duration { .seconds(20) }
}

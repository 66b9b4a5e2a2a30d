import Domain

/// S2, second half: no region is failed over by itself unless a majority of the vantage regions really had trouble to reach it.
struct SeenFromOutside: Checker {
    let rule = "S2"
    private let regions: [RegionID]
    /// When somebody who sees everything last saw that a vantage region could not reach the application.
    private var lastTrouble: [Sight: Instant] = [:]

    private var edges = FaultEdges()

    init(_ setting: Setting) { regions = setting.regions.map(\.id) }

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        if edges.isNews(event) { look(at: world) }
        guard case .journalled(let record) = event,
            case .failover(.epochCommitted(let proposal, _, _)) = record.event
        else { return nil }
        look(at: world)
        return judge(proposal, world)
    }

    private mutating func look(at world: World) {
        for application in world.setting.applications {
            for to in regions {
                let serves = world.services.serves(application, in: to)
                for from in regions where from != to {
                    guard !serves || !world.network.isGood(.region(from), .region(to)) else { continue }
                    lastTrouble[Sight(from: from, to: to, application: application)] = world.scheduler.now
                }
            }
        }
    }

    private func judge(_ proposal: Proposal, _ world: World) -> String? {
        guard proposal.cause.order == nil else { return nil }
        let vantage = regions.filter { $0 != proposal.source }
        let blind = vantage.filter { from in
            let sight = Sight(from: from, to: proposal.source, application: proposal.application)
            return lastTrouble[sight].map { world.scheduler.now - $0 < Self.memory } ?? false
        }
        guard blind.count < vantage.count / 2 + 1 else { return nil }
        return "\(proposal.source) was failed over, but of \(vantage) only \(blind) had trouble to reach it"
    }

    /// What was seen this long ago may still be the evidence: reports are late, proposals wait for votes.
    private static var memory: Duration { .seconds(45) }
}

import Domain

/// S2: no region is failed over by itself on trouble that has only just begun.
struct StoodLongEnough: Checker {
    let rule = "S2"
    private let setting: Setting
    /// When somebody who sees everything saw that a vantage region could not reach a region.
    private var troubles: [Sight: [Instant]] = [:]

    /// A fault has just begun.
    private var faultAt: Instant?

    private struct Sight: Hashable {
        var from: RegionID
        var to: RegionID
    }

    init(_ setting: Setting) { self.setting = setting }

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        if let begin = faultAt {
            faultAt = nil
            look(at: world, as: begin)
        }
        switch event {
        // It is told before it takes effect.
        case .faultBegan: faultAt = world.scheduler.now
        case .faultEnded, .stormEnded: look(at: world, as: world.scheduler.now)
        case .journalled(let record):
            guard case .failover(.proposalOpened(let proposal)) = record.event, proposal.cause.order == nil else {
                return nil
            }
            look(at: world, as: world.scheduler.now)
            return judge(proposal, at: world.scheduler.now)
        default: break
        }
        return nil
    }

    private mutating func look(at world: World, as now: Instant) {
        for to in setting.databaseRegions {
            let serves = setting.applications.allSatisfy { world.services.serves($0, in: to) }
            for from in setting.regions.map(\.id) where from != to {
                guard !serves || !world.network.isGood(.region(from), .region(to)) else { continue }
                troubles[Sight(from: from, to: to), default: []].append(now)
            }
        }
    }

    private func judge(_ proposal: Proposal, at now: Instant) -> String? {
        let vantage = setting.regions.map(\.id).filter { $0 != proposal.source }
        let latest = now - setting.detection.confirm * 97 / 100
        let old = vantage.filter { from in
            let sight = Sight(from: from, to: proposal.source)
            return troubles[sight]?.contains { $0 <= latest && $0 > now - Self.memory } ?? false
        }
        guard old.count < vantage.count / 2 + 1 else { return nil }
        return "\(proposal.source) is to be failed over after less than \(setting.detection.confirm.text) of trouble"
    }

    /// What was seen this long ago may still be the evidence.
    private static var memory: Duration { .seconds(120) }
}

import Domain

/// 3.3: what the controllers do not hear because they hear nobody is no verdict on a region.
struct OwnSilence: Checker {
    let rule = "S2"
    private let setting: Setting
    private var lastTrouble: [RegionID: Instant] = [:]
    /// Several faults may begin in one instant: what stands only between them is nothing.
    private var changedAt: Instant?

    init(_ setting: Setting) { self.setting = setting }

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        if let at = changedAt, at < world.scheduler.now {
            changedAt = nil
            look(at: world)
        }
        switch event {
        case .faultBegan(let fault), .faultEnded(let fault):
            // It is told before it changes anything: what stood until now is seen for the last time.
            if changedAt == nil { look(at: world) }
            note(fault, at: world.scheduler.now)
            changedAt = world.scheduler.now
        case .agentEnded(let agent), .agentStarted(let agent):
            world.agent(agent).map { lastTrouble[$0.region] = world.scheduler.now }
        case .journalled(let record):
            guard case .failover(.verdictTaken(_, let region, .unknown, _)) = record.event else { return nil }
            look(at: world)
            return judge(region, at: world.scheduler.now)
        default: break
        }
        return nil
    }

    /// What is not between a controller and the rest of the world may be trouble of any region.
    private mutating func note(_ fault: Fault, at now: Instant) {
        switch fault {
        case .cut, .controllerKilled, .controllerStopped, .ordered, .controllersOrdered, .nameServerDown,
            .nameServerThrottles,
            .recordChanged, .tokenReplaced,
            .gaugeStopped:
            break
        case .powerLoss, .slowPath, .serviceDown, .notReady, .replicationStalled, .agentKilled, .agentFrozen,
            .agentDiskFull, .agentTearsRecord, .agentRecordDamaged, .agentFenceUnsound, .agentDiskLost, .hostStopped,
            .hostClockStepped, .controllerFrozen, .controllerClockStepped, .storeDown,
            .storeSlow, .storeDiskFull, .leadershipTaken, .controlPlaneLost, .glassBroken:
            for region in setting.regions { lastTrouble[region.id] = now }
        }
    }

    /// A region has trouble of its own when another one does not reach it, or a controller hears others and not it.
    private mutating func look(at world: World) {
        let regions = setting.regions.map(\.id)
        for region in regions {
            let others = regions.filter { $0 != region }
            let isCutOff = others.contains { !world.network.isGood(.region(region), .region($0)) }
            let isSingledOut = world.controllers.map(\.site).contains { site in
                guard site != .region(region), !world.network.isGood(.region(region), site) else { return false }
                return others.contains { site != .region($0) && world.network.isGood(.region($0), site) }
            }
            if isCutOff || isSingledOut { lastTrouble[region] = world.scheduler.now }
        }
    }

    private func judge(_ region: RegionID, at now: Instant) -> String? {
        guard setting.network.loss == 0, setting.network.longDelays == 0,
            lastTrouble[region].map({ now - $0 > Self.memory }) ?? true
        else { return nil }
        return "\(region) is called unknown, though nothing but the controllers' own links failed"
    }

    private static var memory: Duration { .seconds(30) }
}

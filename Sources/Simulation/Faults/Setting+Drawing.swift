import Domain

extension Setting {
    /// A cluster drawn from a seed: 1, 3 or 5 controllers, 2 to 5 regions, 1 to 8 agents a region, 1 to 20 applications; mostly
    /// small, because what breaks breaks in small ones, and those run faster.
    package static func drawn(seed: UInt64) -> Setting {
        var random = SeededRandom(seed: seed, stream: .setting)
        let count = random.pick([2, 3, 3, 3, 3, 4, 5])
        let regions = zip("abcde", 0..<count).map { letter, index in
            Region(id: RegionID(String(letter)), role: role(index, of: count))
        }
        let controllers = count == 2 ? 1 : random.pick([1, 1, 3, 3, 3, 5])
        var setting = Setting(
            seed: seed,
            regions: regions,
            controllerRegions: placement(of: controllers, among: regions),
            agentsPerRegion: random.chance(0.02) ? 8 : random.pick([1, 2, 2, 2, 2, 3, 3]),
            applicationCount: random.chance(0.01) ? 20 : random.pick([1, 1, 1, 1, 2, 3]),
            detection: detection(controllers: controllers, &random)
        )
        if setting.applicationCount == 20 { setting.agentsPerRegion = min(2, setting.agentsPerRegion) }
        setting.mode = count == 2 || setting.agentsPerRegion == 1 || random.chance(0.1) ? .approval : .automatic
        setting.fence = random.pick(FenceKind.allCases)
        setting.drift = random.pick([0, 100, 10_000])
        setting.hookFailures = random.pick([0, 0, 0.2])
        setting.network = weather(&random)
        setting.store = storeWeather(&random)
        // Two more controllers, each where nothing else is, so that no region comes to hold a majority.
        if random.chance(0.4) { setting.spareRegions = ["spare1", "spare2"] }
        if random.chance(0.3) { setting.signsOfLifeEvery = .seconds(10) }
        return setting
    }

    private static func role(_ index: Int, of count: Int) -> PlannedRegion.Role {
        switch index {
        case 0: .active
        case 1: .standby
        case count - 1: .witness
        default: .standby
        }
    }

    /// No region holds a majority of the controllers (DESIGN 3.3); a single one stands outside of where the application may be.
    private static func placement(of controllers: Int, among regions: [Region]) -> [RegionID] {
        guard controllers > 1 else {
            return [regions.last.flatMap { $0.role == .witness ? $0.id : nil } ?? "headquarters"]
        }
        return (0..<controllers).map { regions[$0 % regions.count].id }
    }

    private static func detection(controllers: Int, _ random: inout SeededRandom) -> Detection {
        var detection: Detection
        if random.chance(0.5) {
            detection = Detection(
                reportEvery: .milliseconds(500),
                silenceAfter: .seconds(2),
                confirm: .seconds(3),
                recover: .seconds(5),
                lease: LeaseTerms(ttl: .seconds(3), fenceTimeout: .seconds(1))
            )
        } else {
            detection = Detection(recover: .seconds(10))
            if controllers == 1 { detection.lease.ttl = .seconds(15) }
        }
        detection.coolDown = random.pick([.seconds(20), .seconds(30)])
        detection.proposalDeadline = .seconds(30)
        detection.leaseHandOver = .seconds(20)
        return detection
    }

    private static func weather(_ random: inout SeededRandom) -> NetworkWeather {
        NetworkWeather(
            delay: random.pick([.milliseconds(1)...(.milliseconds(5)), .milliseconds(20)...(.milliseconds(80))]),
            loss: random.pick([0, 0, 0.02, 0.1]),
            duplicates: random.pick([0, 0, 0.1]),
            longDelays: random.pick([0, 0, 0.02, 0.1])
        )
    }

    private static func storeWeather(_ random: inout SeededRandom) -> StoreWeather {
        StoreWeather(
            delay: random.pick([.milliseconds(1)...(.milliseconds(3)), .milliseconds(10)...(.milliseconds(60))]),
            loss: random.pick([0, 0, 0.02, 0.1]),
            slow: random.pick([0, 0, 0.02, 0.1])
        )
    }
}

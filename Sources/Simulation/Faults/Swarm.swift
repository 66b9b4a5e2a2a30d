import Domain

/// Draws a cluster and its faults from a seed. Each kind of fault is left out of some seeds, so that what it hides shows in others
/// (swarm testing: Groce and others, ISSTA 2012).
package struct Swarm {
    private var random: SeededRandom
    private let setting: Setting
    private let span: Duration

    private init(_ setting: Setting, span: Duration) {
        random = SeededRandom(seed: setting.seed, stream: .faults)
        self.setting = setting
        self.span = span
    }

    /// - Parameters:
    ///   - setting: the cluster.
    ///   - span: how long faults go on.
    /// - Returns: the faults in order of time.
    package static func faults(in setting: Setting, span: Duration) -> [TimedFault] {
        var swarm = Swarm(setting, span: span)
        var faults: [TimedFault] = []
        let fury = swarm.random.pick([1, 1, 2, 3])
        for kind in Kind.allCases where swarm.random.chance(kind.likelihood) {
            for _ in 0..<swarm.random.number(in: 1...kind.most * (kind.strikes ? fury : 1)) {
                faults += swarm.draw(kind)
            }
        }
        return faults.sorted { $0.at < $1.at }
    }

    private enum Kind: CaseIterable {
        case regionDies, regionCutOff, regionHalfCut, siteCut, oneWay, slow, flapping
        case service, readiness, replication
        case agentKilled, agentFrozen, agentDisk, agentClock
        case controllerKilled, controllerFrozen, controllerClock
        case storeDown, storeSlow, storeFull, leadership
        case nameServer, throttling, record, token
        case move, freeze, answer, steer, plan
        case controllerSet
        case restore
        case controllerStopped
        case agentRecord, agentDiskLost, agentFence
        case glass

        var likelihood: Double {
            switch self {
            case .controllerSet: 0.8
            case .restore: 0.3
            case .regionDies, .regionCutOff: 0.5
            case .agentKilled, .controllerKilled, .controllerStopped, .leadership, .oneWay, .siteCut, .move: 0.4
            case .agentFrozen, .controllerFrozen, .service, .regionHalfCut, .answer, .steer: 0.3
            case .slow, .readiness, .replication, .agentDisk, .agentClock, .controllerClock, .storeDown, .storeSlow,
                .storeFull, .nameServer, .throttling, .record, .freeze, .plan, .flapping, .agentRecord, .agentDiskLost,
                .agentFence:
                0.2
            case .token: 0.1
            case .glass: 0.05
            }
        }

        /// What may ask for a failover: some runs have several times as much of it.
        var strikes: Bool {
            switch self {
            case .regionDies, .regionCutOff, .regionHalfCut, .siteCut, .oneWay, .agentKilled, .agentFrozen,
                .controllerKilled, .controllerFrozen, .leadership, .flapping:
                true
            case .slow, .service, .readiness, .replication, .agentDisk, .agentClock, .controllerClock, .storeDown,
                .storeSlow, .storeFull, .nameServer, .throttling, .record, .token, .move, .freeze, .answer, .steer,
                .plan,
                .controllerSet, .restore, .controllerStopped, .agentRecord, .agentDiskLost, .agentFence, .glass:
                false
            }
        }

        /// How many of the kind a run has at the most, where nothing is worse than usual.
        var most: Int {
            switch self {
            case .agentKilled, .controllerKilled, .controllerStopped, .leadership, .oneWay, .siteCut, .controllerSet: 4
            case .agentFrozen, .controllerFrozen, .move, .steer, .answer, .regionCutOff, .agentRecord, .agentDiskLost: 3
            case .restore, .glass: 1
            case .regionDies, .regionHalfCut, .slow, .service, .readiness, .replication, .agentDisk, .agentClock,
                .controllerClock, .storeDown, .storeSlow, .storeFull, .nameServer, .throttling, .record, .freeze, .plan:
                2
            case .token, .flapping, .agentFence: 1
            }
        }
    }

    // MARK: Drawing

    private mutating func when() -> Duration { random.duration(in: .zero...span) }

    private mutating func while_(_ longest: Duration) -> Duration {
        random.duration(in: .milliseconds(100)...random.pick([.seconds(1), .seconds(5), longest]))
    }

    private mutating func region() -> RegionID { random.pick(setting.regions).id }
    /// Trouble is where it hurts, most of the time.
    private mutating func servingRegion() -> RegionID {
        random.chance(0.7) ? setting.regions[0].id : random.pick(setting.databaseRegions)
    }
    private mutating func application() -> ApplicationID { random.pick(setting.applications) }
    private mutating func agent() -> AgentID { random.pick(setting.agents).id }
    private mutating func controller() -> ControllerID { random.pick(setting.controllers.map(\.id)) }
    private var sites: [Site] { setting.regions.map { .region($0.id) } + [.store, .nameServer, .customers] }

    private mutating func one(_ fault: Fault, atMost longest: Duration?) -> [TimedFault] {
        [TimedFault(at: when(), lasting: longest.map { while_($0) }, fault)]
    }

    private mutating func draw(_ kind: Kind) -> [TimedFault] {
        switch kind {
        case .regionDies: one(.powerLoss(servingRegion()), atMost: .seconds(40))
        case .regionCutOff: cutOff(Site.region(servingRegion()), from: sites)
        case .regionHalfCut: halfCut()
        case .siteCut: cutOff(random.pick(sites), from: [random.pick(sites)])
        case .oneWay: one(.cut(from: random.pick(sites), to: random.pick(sites)), atMost: .seconds(20))
        case .slow:
            one(
                .slowPath(random.pick(sites), random.pick(sites), by: random.pick([.milliseconds(300), .seconds(2)])),
                atMost: .seconds(20)
            )
        case .service: one(.serviceDown(application(), servingRegion()), atMost: .seconds(30))
        case .readiness: one(.notReady(application(), random.pick(setting.databaseRegions)), atMost: .seconds(40))
        case .replication:
            one(.replicationStalled(application(), random.pick(setting.databaseRegions)), atMost: .seconds(60))
        case .agentKilled: one(.agentKilled(agent()), atMost: nil)
        case .agentFrozen: one(.agentFrozen(agent()), atMost: .seconds(15))
        case .agentDisk: one(.agentDiskFull(agent()), atMost: .seconds(20))
        case .agentClock:
            one(
                .hostClockStepped(agent(), by: random.pick([.seconds(3600), .seconds(-3600), .seconds(1)])),
                atMost: nil
            )
        case .controllerKilled: one(.controllerKilled(controller()), atMost: nil)
        case .controllerStopped:
            one(.controllerStopped(controller(), away: while_(.seconds(20))), atMost: nil)
        case .controllerFrozen: one(.controllerFrozen(controller()), atMost: .seconds(15))
        case .controllerClock:
            one(.controllerClockStepped(controller(), by: random.pick([.seconds(5), .seconds(-5)])), atMost: nil)
        case .storeDown: one(.storeDown, atMost: .seconds(10))
        case .storeSlow: one(.storeSlow(by: random.pick([.milliseconds(200), .seconds(1)])), atMost: .seconds(20))
        case .storeFull: one(.storeDiskFull, atMost: .seconds(10))
        case .leadership: one(.leadershipTaken, atMost: nil)
        case .nameServer: one(.nameServerDown, atMost: .seconds(10))
        case .throttling: one(.nameServerThrottles, atMost: .seconds(20))
        case .record: one(.recordChanged(application()), atMost: nil)
        case .token: one(.tokenReplaced(application(), by: strangersToken()), atMost: nil)
        case .flapping: flap()
        case .move: one(.ordered(move(), application()), atMost: nil)
        case .freeze: one(.ordered(.freeze(.seconds(10)), application()), atMost: nil)
        case .answer: one(.ordered(random.pick([.approve, .approve, .reject]), application()), atMost: nil)
        case .steer: one(.ordered(random.pick([.abort, .retry, .skip]), application()), atMost: nil)
        case .plan: one(.ordered(.applyPlan, application()), atMost: nil)
        case .controllerSet:
            setting.spareRegions.isEmpty ? [] : one(.controllersOrdered(controllersOrder()), atMost: nil)
        case .agentRecord: damage()
        case .agentDiskLost: one(.agentDiskLost(agent()), atMost: .seconds(15))
        case .agentFence: one(.agentFenceUnsound(agent()), atMost: .seconds(60))
        case .glass: breakGlass()
        case .restore:
            one(.controlPlaneLost(backupAge: random.duration(in: .seconds(1)...(.seconds(60)))), atMost: .seconds(10))
        }
    }

    /// The store is gone, and comes back only because two persons do not wait for it.
    private mutating func breakGlass() -> [TimedFault] {
        guard setting.founders.count > 1 else { return [] }
        let (at, controller) = (when(), random.pick(setting.founders))
        let patience = random.duration(in: .seconds(1)...(.seconds(20)))
        return [
            TimedFault(at: at, lasting: patience + .seconds(1), .storeDown),
            TimedFault(at: at + patience, .glassBroken(at: controller, declaring: true)),
        ]
    }

    private mutating func damage() -> [TimedFault] {
        guard random.chance(0.3) else { return one(.agentTearsRecord(agent()), atMost: .seconds(10)) }
        return one(.agentRecordDamaged(agent()), atMost: .seconds(20))
    }

    private mutating func move() -> OperatorOrderKind {
        random.pick([.failover(nil), .switchover(nil), .failback, .switchover(random.pick(setting.databaseRegions))])
    }

    private mutating func controllersOrder() -> ControllersOrder {
        .toSize(random.pick([1, 3, 3, 5]), choice: random.number(in: 0...99))
    }

    private mutating func strangersToken() -> String? {
        random.pick([nil, "v=spf1 -all", DNSToken(application: "other", epoch: 7, region: "elsewhere").description])
    }

    /// A link comes and goes, never away for long.
    private mutating func flap() -> [TimedFault] {
        let (site, other) = (Site.region(servingRegion()), random.pick(sites))
        guard site != other else { return [] }
        var (at, cuts) = (when(), [TimedFault]())
        for _ in 0..<random.number(in: 3...10) {
            let lasting = random.duration(in: .milliseconds(100)...(.seconds(4)))
            for (from, to) in [(site, other), (other, site)] {
                cuts.append(TimedFault(at: at, lasting: lasting, .cut(from: from, to: to)))
            }
            at += lasting + random.duration(in: .milliseconds(100)...(.seconds(4)))
        }
        return cuts.filter { $0.at <= span }
    }

    /// Both ways, at once.
    private mutating func cutOff(_ site: Site, from others: [Site]) -> [TimedFault] {
        let at = when()
        let lasting = while_(.seconds(60))
        return others.filter { $0 != site }.flatMap { other in
            [
                TimedFault(at: at, lasting: lasting, .cut(from: site, to: other)),
                TimedFault(at: at, lasting: lasting, .cut(from: other, to: site)),
            ]
        }
    }

    /// A region reaches some sites and not others.
    private mutating func halfCut() -> [TimedFault] {
        let cut = sites.filter { _ in random.chance(0.5) }
        return cutOff(.region(servingRegion()), from: cut)
    }
}

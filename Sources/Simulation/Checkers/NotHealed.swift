import Domain

/// 3.2: no region is given up by itself that serves again, and has for so long that everybody must have heard of it.
struct NotHealed: Checker {
    let rule = "S2"
    private let setting: Setting
    /// Since when nothing has been wrong anywhere.
    private var wellSince: Instant?
    private var troubles = 0

    init(_ setting: Setting) { self.setting = setting }

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        switch event {
        case .faultBegan(let fault):
            wellSince = world.scheduler.now
            if fault.lastsUntilItEnds { troubles += 1 }
        case .faultEnded(let fault):
            wellSince = world.scheduler.now
            if fault.lastsUntilItEnds { troubles -= 1 }
        case .agentStarted, .agentEnded, .controllerStarted, .controllerEnded: wellSince = world.scheduler.now
        case .journalled(let record):
            guard case .failover(.proposalOpened(let proposal)) = record.event, proposal.cause.order == nil else {
                return nil
            }
            return judge(proposal, world)
        default: break
        }
        return nil
    }

    private func judge(_ proposal: Proposal, _ world: World) -> String? {
        guard troubles <= 0, let wellSince, setting.network.loss == 0, setting.network.longDelays == 0,
            world.services.serves(proposal.application, in: proposal.source)
        else { return nil }
        let well = world.scheduler.now - wellSince
        guard well > setting.detection.reportEvery * 3 + .seconds(3) else { return nil }
        return "\(proposal.application) is moved from \(proposal.source), which had been well for \(well.text)"
    }
}

extension Fault {
    /// A person's order has no end, and is no trouble.
    fileprivate var lastsUntilItEnds: Bool {
        switch self {
        case .agentKilled, .glassBroken, .controllerKilled, .controllerStopped, .leadershipTaken, .ordered,
            .controllersOrdered,
            .recordChanged,
            .tokenReplaced, .gaugeStopped,
            .hostClockStepped,
            .controllerClockStepped:
            false
        case .powerLoss, .cut, .slowPath, .serviceDown, .notReady, .replicationStalled, .agentFrozen, .agentDiskFull,
            .agentTearsRecord, .agentRecordDamaged,
            .agentDiskLost, .agentFenceUnsound, .hostStopped, .controllerFrozen, .storeDown, .storeSlow, .storeDiskFull,
            .controlPlaneLost, .nameServerDown,
            .nameServerThrottles:
            true
        }
    }
}

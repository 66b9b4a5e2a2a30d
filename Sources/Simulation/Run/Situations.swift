import Domain

/// Counts the situations that may ask for a failover: what struck a region that served an application, or a controller.
///
/// What strikes elsewhere, a slow path, a full disk, a service that is down or a person's order is not counted; and a cut between
/// one place and several others is one partition.
package struct Situations: Hashable, Sendable {
    /// A serving region, or one with a controller, lost its power.
    package private(set) var regionLosses = 0
    /// A serving region, a controller's region or the store was cut off, from some or from all others, one way or both.
    package private(set) var partitions = 0
    /// A controller, or an agent of a serving region, was killed.
    package private(set) var crashes = 0
    /// A controller, or an agent of a serving region, stood still, or the leadership was taken away.
    package private(set) var pauses = 0
    private var lastPartition: Instant?

    package init() {}

    package var total: Int { regionLosses + partitions + crashes + pauses }

    package static func += (sum: inout Situations, other: Situations) {
        sum.regionLosses += other.regionLosses
        sum.partitions += other.partitions
        sum.crashes += other.crashes
        sum.pauses += other.pauses
    }

    mutating func count(_ fault: Fault, in world: World) {
        switch fault {
        case .powerLoss(let region): if world.matters(region) { regionLosses += 1 }
        case .cut(let from, let to):
            guard from != to, world.matters(from) || world.matters(to), lastPartition != world.scheduler.now else {
                return
            }
            lastPartition = world.scheduler.now
            partitions += 1
        case .agentKilled(let agent), .agentDiskLost(let agent), .agentFenceUnsound(let agent):
            if world.isServing(agent) { crashes += 1 }
        case .controllerKilled, .controllerStopped: crashes += 1
        case .agentFrozen(let agent), .hostStopped(let agent): if world.isServing(agent) { pauses += 1 }
        case .controllerFrozen, .leadershipTaken: pauses += 1
        case .slowPath, .serviceDown, .notReady, .replicationStalled, .gaugeStopped, .tokenReplaced, .agentDiskFull,
            .agentTearsRecord, .agentRecordDamaged, .hostClockStepped,
            .controllerClockStepped, .storeDown, .storeSlow, .storeDiskFull, .controlPlaneLost, .glassBroken,
            .nameServerDown,
            .nameServerThrottles,
            .recordChanged, .ordered,
            .controllersOrdered:
            break
        }
    }
}

extension World {
    private func isServing(_ region: RegionID) -> Bool {
        store.state.board.applications.values.contains { $0.assignment.region == region }
    }

    fileprivate func isServing(_ agent: AgentID) -> Bool { self.agent(agent).map { isServing($0.region) } ?? false }

    fileprivate func matters(_ region: RegionID) -> Bool {
        isServing(region) || controllers.contains { $0.region == region }
    }

    fileprivate func matters(_ site: Site) -> Bool {
        switch site {
        case .region(let region): matters(region)
        case .store: true
        case .nameServer, .customers: false
        }
    }
}

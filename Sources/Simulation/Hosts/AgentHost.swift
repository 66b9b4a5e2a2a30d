import Agent
import Domain
import Logging
import Ports

/// A machine with an agent on it: its clocks, its disk, its doors, and whoever restarts the agent.
final class AgentHost: @unchecked Sendable {
    let id: AgentID
    let region: RegionID
    let clock: SimulatedClock
    let disk: HostDisk
    let doors: [Door]
    private unowned let world: World
    private(set) var process: SimulatedProcess?
    private(set) var link: AgentWire?
    /// What the agent shows on its loopback port.
    fileprivate(set) var status: AgentStatus?
    fileprivate var lastRound = Instant.boot
    private var isPowered = false
    private var stoppedAt: Instant?
    private var hasUnsoundFences = false

    init(
        _ id: AgentID,
        in region: RegionID,
        world: World,
        clock: SimulatedClock,
        disk: HostDisk,
        doors: [Door]
    ) {
        self.id = id
        self.region = region
        self.world = world
        self.clock = clock
        self.disk = disk
        self.doors = doors
    }

    var isUp: Bool { process?.isAlive ?? false }

    // MARK: Power

    func boot() {
        guard !isPowered else { return }
        isPowered = true
        disk.boot()
        startAgent()
    }

    /// Everything on the host is gone at once.
    func losePower() {
        guard isPowered else { return }
        isPowered = false
        stoppedAt = nil
        endProcess()
        for door in doors { door.cutPower() }
    }

    /// The machine is gone for good, with all that it had written.
    func loseDisk() {
        losePower()
        disk.lose()
    }

    /// It is set up anew, with fences that need longer than any plan allows.
    func makeFencesUnsound() {
        losePower()
        if !hasUnsoundFences { doors.forEach { $0.slowDown(times: Self.slowness) } }
        hasUnsoundFences = true
        if world.services.hasPower(region) { boot() }
    }

    /// It is set up anew, as it was.
    func makeFencesSound() {
        guard hasUnsoundFences else { return }
        losePower()
        doors.forEach { $0.speedUp(times: Self.slowness) }
        hasUnsoundFences = false
        if world.services.hasPower(region) { boot() }
    }

    private static var slowness: Int { 8 }

    /// The hypervisor stops the machine: nothing runs, nothing is written, and `CLOCK_BOOTTIME` does not count.
    func stopHost() {
        guard isPowered, stoppedAt == nil else { return }
        stoppedAt = world.scheduler.now
        process?.freeze()
        for door in doors { door.stopHost() }
    }

    /// It goes on as if nothing had been.
    func resumeHost() {
        guard let since = stoppedAt else { return }
        stoppedAt = nil
        clock.standStill(for: world.scheduler.now - since)
        for door in doors { door.resumeHost() }
        process?.thaw()
    }

    // MARK: The agent

    func startAgent() {
        guard isPowered, !isUp else { return }
        if isPlanted(.startsOpen) { doors.forEach { _ = $0.open(until: clock.now.instant + .seconds(3)) } }
        // It says what is damaged, and its supervisor tries again.
        guard let recollection = disk.recollect(at: clock.now.wall) else { return supervise() }
        let process = SimulatedProcess(world.scheduler)
        let wire = AgentWire(of: self, hello: hello(recollection.process), process: process, world: world)
        self.process = process
        link = wire
        lastRound = clock.now.instant
        let agent = Agent(
            id: id,
            region: region,
            recollection: recollection,
            ports: ports(process, wire, recollection),
            logger: world.logger(of: id.rawValue)
        )
        process.start(
            { try? await agent.run() },
            ended: {
                self.world.happen(.agentEnded(self.id))
                self.link?.drop()
                self.supervise()
            }
        )
        world.happen(.agentStarted(id))
        wire.connectToAll()
        watch(process)
    }

    private func hello(_ process: ProcessNumber) -> AgentHello {
        AgentHello(
            process: process,
            version: "simulated",
            hooks: ["deploy", "drain", "ready"],
            fences: doors.map(\.description),
            ledger: disk.ledger
        )
    }

    private func ports(
        _ process: SimulatedProcess,
        _ wire: AgentWire,
        _ recollection: GuardianRecollection
    ) -> AgentPorts {
        AgentPorts(
            time: ProcessTime(clock: clock, process: process),
            link: wire,
            checks: SimulatedChecks(region: region, world: world, process: process),
            fences: doors.map { SimulatedFence(door: $0, scheduler: world.scheduler, process: process) },
            hooks: SimulatedHooks(host: self, world: world, process: process),
            memory: SimulatedMemory(host: self, recollection: recollection, process: process),
            status: HostStatus(host: self, process: process),
            supervisor: HostSupervisor(host: self, process: process)
        )
    }

    /// `kill -9` of the agent; its supervisor does what the unit says and starts the next one.
    func killAgent() {
        guard isUp else { return }
        endProcess()
        supervise()
    }

    /// In the middle of what it does now, and before anything else happens.
    func dieSoon() {
        let dying = process
        world.scheduler.after(.zero) {
            if self.process === dying { self.killAgent() }
        }
    }

    private func endProcess() {
        guard isUp else { return }
        world.happen(.agentEnded(id))
        process?.kill()
        link?.drop()
        disk.interruptHooks()
        status = nil
    }

    private func supervise() {
        for door in doors { door.agentGone() }
        world.scheduler.after(world.restartPause()) {
            if self.world.restartsAgents { self.startAgent() }
        }
    }

    /// The watchdog of the unit: an agent whose loop does not come round is killed in time to fence within the bound.
    private func watch(_ watched: SimulatedProcess) {
        guard let limit = watchdog, !isPlanted(.nobodyKillsTheHung) else { return }
        let check = clock.trueTime(of: lastRound + limit)
        world.scheduler.at(max(check, world.scheduler.now + .milliseconds(1))) {
            guard self.process === watched, watched.isAlive else { return }
            if self.clock.now.instant - self.lastRound >= limit { self.killAgent() } else { self.watch(watched) }
        }
    }

    /// Half of the shortest bound: the closing command has the other half.
    private var watchdog: Duration? { doors.map(\.bound).min().map { $0 / 2 } }
}

/// What an agent shows, while its process lives.
private struct HostStatus: StatusBoard {
    let host: AgentHost
    let process: SimulatedProcess

    func show(_ status: AgentStatus) {
        if process.isAlive { host.status = status }
    }
}

private struct HostSupervisor: Supervisor {
    let host: AgentHost
    let process: SimulatedProcess

    func loopRan() {
        if process.isAlive { host.lastRound = host.clock.now.instant }
    }
}

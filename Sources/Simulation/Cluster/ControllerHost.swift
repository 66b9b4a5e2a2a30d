import Controller
import Decision
import Domain
import Logging
import Ports

/// A machine with a controller on it, and whoever restarts the controller.
final class ControllerHost: @unchecked Sendable {
    let id: ControllerID
    let region: RegionID
    let clock: SimulatedClock
    private unowned let world: World
    private(set) var process: SimulatedProcess?
    private(set) var gateway: SimulatedGateway?
    private var store: StoreClient?
    private var shell: Controller?
    private var isPowered = false
    /// Somebody has seen to it that it is off and stays off.
    private(set) var isGone = false
    private var twins: [SimulatedProcess] = []

    init(_ id: ControllerID, in region: RegionID, world: World, clock: SimulatedClock) {
        self.id = id
        self.region = region
        self.world = world
        self.clock = clock
    }

    var site: Site { .region(region) }
    var isUp: Bool { process?.isAlive ?? false }

    func boot() {
        guard !isPowered else { return }
        isPowered = true
        startController()
    }

    func losePower() {
        guard isPowered else { return }
        isPowered = false
        endProcess()
    }

    /// `kill -9`; its supervisor starts the next one.
    func killController() {
        guard isUp else { return }
        if isPlanted(.twoProcessesOfOneController) { leaveRunning() } else { endProcess() }
        restart()
    }

    /// The process goes on beside the next one, as if its directory had been copied to another host, and does not learn of it:
    /// the store answers it no more.
    private func leaveRunning() {
        store?.isUnanswered = true
        process.map { twins.append($0) }
        process = nil
    }

    /// Somebody stops it, and it is not started again by itself.
    func stopController() { endProcess() }

    /// It was given up, when others went on without it.
    func leaveForGood() {
        isGone = true
        endProcess()
    }

    private func endProcess() {
        for twin in twins { twin.kill() }
        guard isUp else { return }
        world.happen(.controllerEnded(id))
        process?.kill()
        gateway?.drop()
        gateway = nil
    }

    /// SIGTERM: it leaves as it should, and is started again later; killed where it does not end.
    func stopController(away: Duration) {
        guard isUp, let process, let shell else { return }
        process.begin {
            await shell.leave()
            guard process.isAlive else { return }
            self.endProcess()
            self.restart(after: away)
        }
    }

    private func restart(after pause: Duration? = nil) {
        world.scheduler.after(pause ?? world.restartPause()) {
            if self.world.restartsControllers { self.startController() }
        }
    }

    /// Somebody asks the controller for something; the answer, if there is one, is told too.
    func ask(
        _ command: OperatorCommand,
        by name: OperatorName,
        then answered: @escaping (OperatorAnswer?) -> Void = { _ in }
    ) {
        world.happen(.asked(name, command))
        gateway?.ask(command, by: name) { answer in
            self.world.happen(.answered(name, answer))
            answered(answer)
        }
    }

    private var deadMan: DeadMan? {
        world.setting.signsOfLifeEvery.map { DeadMan(url: OutsideWatch.url, every: $0) }
    }

    func startController() {
        guard isPowered, !isUp, !isGone, world.controlPlaneLosses == 0 else { return }
        let process = SimulatedProcess(world.scheduler)
        let gateway = SimulatedGateway(of: self, process: process, scheduler: world.scheduler)
        let store = StoreClient(
            world.store,
            world.scheduler,
            world.network,
            from: site,
            process: process,
            hidesItsPlace: world.setting.isMisplaced
        )
        self.process = process
        self.gateway = gateway
        self.store = store
        world.store.open(store, of: id)
        world.happen(.controllerStarted(id))
        let controller = Controller(
            settings: ControllerSettings(id: id, region: region, deadMan: deadMan),
            ports: ControllerPorts(
                time: ProcessTime(clock: clock, process: process),
                store: store,
                gateway: gateway,
                plans: world.planShelf,
                dns: SimulatedDNS(world: world, controller: id, site: site, process: process),
                notifiers: SimulatedNotifiers(world: world, controller: id, site: site, process: process),
                web: SimulatedWeb(world: world, controller: id, site: site, process: process)
            ),
            logger: world.logger(of: id.rawValue)
        )
        shell = controller
        process.start(
            { try? await controller.run() },
            ended: {
                self.world.happen(.controllerEnded(self.id))
                self.gateway?.drop()
                self.gateway = nil
                self.restart()
            }
        )
    }
}

import Domain
import Logging
import Ports

/// Everything outside the real cores and shells, in one thread and from one seed: the machines they run on, the network between
/// them, the store, DNS, services, customers and people.
final class World: @unchecked Sendable {
    let setting: Setting
    let scheduler = Scheduler()
    let network: Network
    let store: StoreServer
    let names: NameServers
    let services = Services()
    let planShelf = PlanShelf()
    private(set) var outsideWatch: OutsideWatch?
    /// Whether what the shells log is told; it costs time.
    private let isTraced: Bool
    private(set) var agents: [AgentHost] = []
    private(set) var controllers: [ControllerHost] = []
    private(set) var customers: [Customers] = []
    private var random: SeededRandom
    private var lastConnection: UInt64 = 0
    private var openDoors: [ApplicationID: [RegionID: Int]] = [:]
    var restartsAgents = true
    var restartsControllers = true
    /// How often everything was healed at once: a fault from before that has no end of its own any more.
    var healings = 0
    /// How many times over there is no control plane.
    var controlPlaneLosses = 0
    /// Where people know each application to have been when the control plane was lost.
    var lastKnown: [ApplicationID: RegionID] = [:]
    /// Sees everything that happens.
    var observer: (WorldEvent) -> Void = { _ in }

    init(_ setting: Setting, isTraced: Bool) {
        self.setting = setting
        self.isTraced = isTraced
        random = SeededRandom(seed: setting.seed, stream: .programs)
        network = Network(
            scheduler,
            random: SeededRandom(seed: setting.seed, stream: .network),
            weather: setting.network
        )
        store = StoreServer(
            scheduler,
            random: SeededRandom(seed: setting.seed, stream: .store),
            weather: setting.store,
            controllers: setting.founders
        )
        names = NameServers(scheduler, random: SeededRandom(seed: setting.seed &+ 1, stream: .network))
        build()
    }

    func happen(_ event: WorldEvent) { observer(event) }

    func logger(of name: String) -> Logger {
        Logger(label: name) { name in
            guard isTraced else { return SwiftLogNoOpLogHandler() }
            return TracedLog(name: name) { [weak self] in self?.happen(.logged(name, $0)) }
        }
    }

    // MARK: Building

    private func build() {
        var random = SeededRandom(seed: setting.seed, stream: .hosts)
        controllers = setting.controllers.map {
            ControllerHost($0.id, in: $0.region, world: self, clock: clock(&random, forController: true))
        }
        agents = setting.agents.map { id, region in
            let clock = clock(&random, forController: false)
            let doors =
                isWitness(region) ? [] : setting.applications.map { door($0, of: id, in: region, clock, &random) }
            let disk = HostDisk(random: SeededRandom(seed: setting.seed, stream: .disks, of: id.rawValue))
            return AgentHost(id, in: region, world: self, clock: clock, disk: disk, doors: doors)
        }
        for application in setting.applications {
            let record = setting.record(of: application)
            let home = setting.regions.first { $0.role == .active }.map { setting.address(of: $0.id) } ?? ""
            names.publish(record, [home])
            customers.append(Customers(of: application, record: record, world: self))
        }
        outsideWatch = setting.signsOfLifeEvery.map { OutsideWatch(every: $0, world: self) }
        store.observer = { [unowned self] in tell($0) }
    }

    private func isWitness(_ region: RegionID) -> Bool { !setting.databaseRegions.contains(region) }

    /// The worst for leases are slow guardians and fast controllers, so that is what half of the clocks are.
    private func clock(_ random: inout SeededRandom, forController isController: Bool) -> SimulatedClock {
        let worst = isController ? setting.drift : -setting.drift
        let drift = random.pick([0, worst, worst, -worst])
        return SimulatedClock(
            scheduler,
            rate: ClockRate(millionths: 1_000_000 + drift),
            offset: random.duration(in: .zero...(.seconds(1000))),
            wallError: random.duration(in: .zero...(.milliseconds(50)))
        )
    }

    private func door(
        _ application: ApplicationID,
        of agent: AgentID,
        in region: RegionID,
        _ clock: SimulatedClock,
        _ random: inout SeededRandom
    ) -> Door {
        let door = Door(
            application,
            kind: setting.fence,
            bound: setting.detection.lease.fenceTimeout,
            scheduler: scheduler,
            clock: clock,
            random: SeededRandom(seed: random.next(), stream: .hosts)
        )
        door.observer = { [unowned self] isOpen in
            openDoors[application, default: [:]][region, default: 0] += isOpen ? 1 : -1
            happen(isOpen ? .doorOpened(application, region, agent) : .doorClosed(application, region, agent))
        }
        return door
    }

    private func tell(_ change: StoreChange) {
        let (former, latter) = (change.before.publications, change.after.publications)
        for controller in Set(former.keys).union(latter.keys).sorted() where former[controller] != latter[controller] {
            happen(.published(latter[controller]?.opinions ?? [], by: controller))
        }
        for record in change.records { happen(.journalled(record)) }
        for (application, board) in change.after.applications.sorted(by: { $0.key < $1.key }) {
            let before = change.before.applications[application]?.votes ?? [:]
            for (controller, vote) in board.votes.sorted(by: { $0.key < $1.key }) where before[controller] != vote {
                happen(.voted(vote))
            }
            for controller in before.keys.sorted() where board.votes[controller] == nil {
                happen(.votesVoid(application, controller))
            }
        }
    }

    // MARK: Life and death

    func begin() {
        for controller in controllers { controller.boot() }
        for agent in agents { agent.boot() }
        for customer in customers { customer.begin() }
    }

    /// Lets everything go: the processes' tasks unwind, and nothing more happens.
    func end() {
        restartsAgents = false
        restartsControllers = false
        observer = { _ in }
        for agent in agents { agent.losePower() }
        for controller in controllers { controller.losePower() }
        scheduler.forgetEverything()
        scheduler.run(until: scheduler.now)
        store.observer = { _ in }
    }

    func agent(_ id: AgentID) -> AgentHost? { agents.first { $0.id == id } }
    func controller(_ id: ControllerID) -> ControllerHost? { controllers.first { $0.id == id } }
    func customers(of application: ApplicationID) -> Customers? { customers.first { $0.application == application } }

    /// The controller that can act now, if there is one.
    var leader: ControllerHost? { store.state.board.leader.flatMap { controller($0) } }

    // MARK: What programs ask of the world

    func nextConnection() -> ConnectionID {
        lastConnection += 1
        return ConnectionID(lastConnection)
    }

    func restartPause() -> Duration {
        isPlanted(.nobodyFencesForTheDead) ? .seconds(12) : random.pick([.milliseconds(50), .seconds(1), .seconds(4)])
    }
    func reconnectPause() -> Duration { random.duration(in: .milliseconds(50)...(.milliseconds(900))) }

    func isOpen(_ application: ApplicationID, in region: RegionID) -> Bool {
        (openDoors[application]?[region] ?? 0) > 0
    }

    func regionsWithOpenDoors(of application: ApplicationID) -> [RegionID] {
        (openDoors[application] ?? [:]).filter { $0.value > 0 }.keys.sorted()
    }

    func hookOutcome() -> (Duration, HookStatus.State) {
        let took = setting.hookTakes ?? random.pick([Duration.milliseconds(20), .milliseconds(300), .seconds(2)])
        guard random.chance(setting.hookFailures) else { return (took, .succeeded(outputs: [:])) }
        return (took, .failed(exitCode: 1, summary: "the deployment failed"))
    }
}

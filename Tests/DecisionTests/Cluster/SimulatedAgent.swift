import Decision
import Domain

/// A host with an agent on it, which remembers on its disk what an agent has to remember.
final class SimulatedAgent {
    let id: AgentID
    let region: RegionID
    private let application: ApplicationID?
    private var machine: AgentMachine?
    private var process: ProcessNumber = 0
    private var seen: [ApplicationID: HighestSeen] = [:]
    private var runs: [HookKey: HookStatus.State] = [:]
    private var ledger: HookLedgerID = "first"
    private(set) var isUp = false
    /// Grows with every start and every death.
    private(set) var life = 0
    var isConnected = false
    /// Whether the host lets writes through.
    var mayWrite = false
    var fenceTakes: Duration = .milliseconds(100)
    /// What it knows of a hook that was begun, where that has not ended or its end is not known.
    var openHook: HookStatus.State?

    init(id: AgentID, region: RegionID, guarding application: ApplicationID?) {
        self.id = id
        self.region = region
        self.application = application
    }

    private var fences: [FenceDescription] {
        application.map { [FenceDescription(application: $0, kind: "test", bound: .seconds(1))] } ?? []
    }

    var hello: AgentHello {
        AgentHello(process: process, version: "test", hooks: ["deploy"], fences: fences, ledger: ledger)
    }

    func start(at now: Instant) {
        process = process.next
        life += 1
        isUp = true
        mayWrite = false
        let recollection = GuardianRecollection(
            process: process,
            seen: seen.values.sorted { $0.application < $1.application }
        )
        machine = AgentMachine(AgentSettings(id: id, region: region, fences: fences, recollection: recollection))
    }

    func kill() {
        isUp = false
        life += 1
        mayWrite = false
    }

    func handle(_ event: AgentMachine.Event, at now: Instant) -> [AgentMachine.Effect] {
        machine?.handle(event, at: now) ?? []
    }

    func remember(_ newer: HighestSeen) { seen[newer.application] = newer }

    /// The next process is on another disk.
    func loseDisk() { (runs, seen, ledger) = ([:], [:], "second") }

    func begin(_ order: HookOrder) {
        guard order.purpose == .run, order.isRemembered(in: ledger) else { return }
        runs[order.key] = runs[order.key] ?? .succeeded(outputs: [:])
    }

    func state(of order: HookOrder) -> HookStatus.State {
        guard let known = runs[order.key] else { return order.isRemembered(in: ledger) ? .notStarted : .interrupted }
        return openHook ?? known
    }

    func isActive(at now: Instant) -> Bool {
        guard isUp, let application else { return false }
        return machine?.guardians[application]?.isActive(at: now) ?? false
    }

    var isFenced: Bool { application.flatMap { machine?.guardians[$0]?.door.fencedSince } != nil }
}

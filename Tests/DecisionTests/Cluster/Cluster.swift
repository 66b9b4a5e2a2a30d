import Decision
import Domain
import Runbook
import TestSupport
import Testing

/// A whole cluster on a virtual clock: real machines, the rules of the coordination store, and a world that a test can break.
final class Cluster {
    private(set) var now = Instant(sinceBoot: .seconds(1000))
    /// Sorted by time; equal times in the order of scheduling.
    private var queue: [(at: Instant, body: () -> Void)] = []

    let controllerID: ControllerID = "c1"
    private(set) var store: CoordinationState
    private(set) var controller: ControllerMachine
    /// The same machine, kept from resting: it looks at everything at every tick, and has to come to the same.
    private var sleepless: ControllerMachine
    private(set) var journal: [JournalRecord] = []
    private var process: ControllerProcess
    var isControllerUp = true
    /// Grows with every start of the controller: what an earlier process still had under way is void.
    private var life = 0

    var agents: [AgentID: SimulatedAgent] = [:]
    /// Regions that serve; what is not in here cannot be reached by any check.
    var serving: Set<RegionID> = []
    /// Pairs of regions that cannot reach each other's endpoints.
    var blindTo: [RegionID: Set<RegionID>] = [:]
    /// Regions that serve, but are not ready to take over.
    var unready: Set<RegionID> = []
    /// What the gauge of each region says of how far it is behind, in seconds; nothing where it is silent.
    var gauges: [RegionID: Double] = [:]
    /// Checks that no agent can run.
    var unrunnable: Set<CheckID> = []
    /// Regions whose agents cannot reach the controller.
    var cutOff: Set<RegionID> = []

    /// Regions of which the controller hears nobody.
    var deaf: Set<RegionID> = []

    /// What was done in the outside world, in order.
    var deeds: [String] = []
    private(set) var dnsRegion: RegionID?
    var dnsClockAhead = Duration.zero
    private(set) var pages: [Notification] = []
    /// Why nobody can be told, if so.
    var deliveryFailure: DeliveryFailure?
    private(set) var answers: [OperatorAnswer] = []
    /// Steps whose next result is this instead of success.
    var stepResults: [StepID: Execution.TryResult] = [:]
    /// The controller dies just before it carries out what it ordered after its n-th commit.
    var crashAfterCommit: Int?
    private(set) var commits = 0

    init() {
        store = CoordinationState(
            board: Board(controllerSet: ControllerSetDescription(version: 1, members: ["c1"]))
        )
        process = store.register("c1", at: .somewhere)
        controller = Self.machine(store: store, process: process, journal: [], at: Instant(sinceBoot: .seconds(1000)))
        sleepless = controller
        after(.zero) { self.beat() }
        startController()
    }

    var wall: Timestamp { Timestamp(milliseconds: 1_700_000_000_000 + now.sinceBoot.wholeMilliseconds) }
    var moment: Moment { Moment(instant: now, wall: wall) }

    // MARK: Time

    func after(_ delay: Duration, _ body: @escaping () -> Void) {
        let at = now + delay
        let index = queue.lastIndex { $0.at <= at }.map { $0 + 1 } ?? 0
        queue.insert((at, body), at: index)
    }

    func run(for duration: Duration) { run(until: now + duration) }

    /// Runs until something holds.
    ///
    /// - Returns: how long it took; `nil` if it did not come in time.
    func run(atMost limit: Duration, until condition: () -> Bool) -> Duration? {
        let start = now
        while now < start + limit {
            if condition() { return now - start }
            run(until: now + .milliseconds(20))
        }
        return condition() ? now - start : nil
    }

    private func run(until end: Instant) {
        while let next = queue.first, next.at <= end {
            queue.removeFirst()
            now = max(now, next.at)
            next.body()
        }
        now = end
    }

    private func beat() {
        for agent in agents.values.sorted(by: { $0.id < $1.id }) where agent.isUp { tell(agent, .ticked) }
        if isControllerUp {
            handle(.storeAnswered)
            handle(.ticked)
        }
        after(.milliseconds(100)) { self.beat() }
    }

    // MARK: The controller

    private static func machine(
        store: CoordinationState,
        process: ControllerProcess,
        journal: [JournalRecord],
        at now: Instant
    ) -> ControllerMachine {
        var cluster = ClusterState()
        for record in journal { cluster.apply(record.event, at: record.at) }
        return ControllerMachine(
            settings: ControllerSettings(id: "c1", region: "c"),
            registration: LeaseRegistration(
                controller: "c1",
                process: process.process,
                controllerSet: store.board.controllerSet,
                longestTerms: store.longestTerms,
                handOver: store.board.handOvers["c1"] ?? HandOver()
            ),
            board: store.board,
            cluster: cluster,
            startedAt: now
        )
    }

    private func startController() {
        handle(.boardChanged(store.board))
        guard let term = try? store.campaign(process) else { return }
        handle(.electionWon(term))
    }

    func killController() {
        isControllerUp = false
        life += 1
        for id in agents.keys { agents[id]?.isConnected = false }
    }

    /// SIGTERM: it leaves its last grants and ends.
    func stopController() {
        handle(.stopOrdered)
        run(for: .milliseconds(200))
        killController()
    }

    func restartController() {
        killController()
        crashAfterCommit = nil
        isControllerUp = true
        process = store.register("c1", at: .somewhere)
        controller = Self.machine(store: store, process: process, journal: journal, at: now)
        sleepless = controller
        startController()
        for agent in agents.values.sorted(by: { $0.id < $1.id }) { connect(agent) }
    }

    func handle(_ event: ControllerMachine.Event) {
        guard isControllerUp else { return }
        let outcome = controller.handle(event, at: moment)
        expectTheSameOfTheSleepless(event, outcome)
        for effect in outcome.immediate { carryOut(effect) }
        if !outcome.records.isEmpty {
            guard commit(outcome.records) else { return }
        }
        for effect in outcome.afterCommit { carryOut(effect) }
    }

    private func expectTheSameOfTheSleepless(_ event: ControllerMachine.Event, _ outcome: ControllerMachine.Outcome) {
        // Means nothing, and ends every rest.
        _ = sleepless.handle(.agentDisconnected("nobody"), at: moment)
        let whole = sleepless.handle(event, at: moment)
        #expect(outcome.records == whole.records)
        #expect(outcome.immediate.count == whole.immediate.count)
        #expect(outcome.afterCommit.count == whole.afterCommit.count)
    }

    private func commit(_ records: [JournalEvent]) -> Bool {
        guard let term = controller.term, let stored = try? store.append(records, at: wall, by: process, term: term)
        else {
            deeds.append("commit refused: \(records.map(\.summary))")
            return false
        }
        journal += stored
        commits += 1
        if commits == crashAfterCommit {
            killController()
            return false
        }
        later { self.handle(.boardChanged(self.store.board)) }
        return true
    }

    /// Soon, unless the controller dies before.
    private func later(_ delay: Duration = .milliseconds(5), _ body: @escaping () -> Void) {
        let life = life
        after(delay) { if life == self.life { body() } }
    }

    private func carryOut(_ effect: ControllerMachine.Effect) {
        switch effect {
        case .send(let message, let id):
            after(.milliseconds(10)) {
                guard let agent = self.agents[id], agent.isUp, agent.isConnected, !self.cutOff.contains(agent.region)
                else { return }
                self.tell(agent, .received("c1", message))
            }
        case .answer(_, let answer): answers.append(answer)
        case .lease(let application, let order): later { self.carryOut(order, for: application) }
        case .publish(let publication):
            try? store.publish(publication, by: process)
            later { self.handle(.boardChanged(self.store.board)) }
        case .recordOldGrantsEnded(let version):
            try? store.recordOldGrantsEnded(by: process, before: version)
            later { self.handle(.boardChanged(self.store.board)) }
        case .leave(let handOver):
            try? store.leave(handOver, by: process)
            later { self.handle(.left(isStored: true)) }
        case .forget(let handOver):
            try? store.forget(handOver, by: process)
            later { self.handle(.forgotten) }
        case .perform(let order): later(.milliseconds(100)) { self.perform(order) }
        case .inspect(let order): later(.milliseconds(100)) { self.inspect(order) }
        case .stop: break
        case .lookAtDNS(let task), .repairDNS(let task):
            later { self.handle(.dnsSeen(task, .asWanted, isAfterRepair: false)) }
        case .adoptDNS(let request, let name, let adoption):
            later { self.handle(.dnsAdopted(request, by: name, adoption, failure: nil)) }
        case .refold: break
        case .measureDNSClock(let task): later { self.handle(.dnsClockMeasured(task, .ahead(self.dnsClockAhead))) }
        case .notifyWithoutQuorum(let pending):
            pages.append(pending.notification)
            later { self.handle(.notifiedWithoutQuorum(pending, failure: nil)) }
        case .notify(let pending):
            let failure = deliveryFailure
            if failure == nil { pages.append(pending.notification) }
            later { self.handle(.notificationEnded(pending, failure: failure)) }
        }
    }

    private func carryOut(_ order: LeaseKeeper.Effect, for application: ApplicationID) {
        switch order {
        case .cast(let vote):
            let isStored = (try? store.cast(vote)) != nil
            handle(.leaseStoreAnswered(application, .voteEnded(vote, isStored ? .stored : .refused)))
        case .withdraw(let epoch):
            let next = try? store.withdraw(process, application: application, epoch: epoch)
            handle(.leaseStoreAnswered(application, .withdrawalEnded(next.map { .stored($0) } ?? .refused)))
        case .raiseTerms(let terms):
            store.raiseLeaseTerms(to: terms)
            handle(.leaseStoreAnswered(application, .raiseEnded(terms)))
        case .wake: break
        }
        handle(.boardChanged(store.board))
    }

    private func perform(_ order: StepOrder) {
        if let result = stepResults.removeValue(forKey: order.key.step) {
            return handle(.stepEnded(order.key, result))
        }
        deeds.append("\(order.action.uses) \(order.key.step) epoch \(order.epoch)")
        if order.action.uses == "dns.failover" { dnsRegion = order.target }
        handle(.stepEnded(order.key, .succeeded(outputs: [:], summary: "")))
    }

    private func inspect(_ order: StepOrder) {
        deeds.append("inspect \(order.key.step)")
        let isDone = order.action.uses == "dns.failover" && dnsRegion == order.target
        handle(.stepInspected(order.key, isDone ? .done(outputs: [:], summary: "") : .notDone))
    }
}

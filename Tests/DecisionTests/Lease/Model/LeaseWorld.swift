import Decision
import Domain

/// A randomised model of DESIGN 3.1 around the real machines: a seed decides everything that happens.
///
/// It checks S1 in its strong form: at no instant can a write get through in two regions, from the moment a fence begins to
/// open until it has finished closing. After a stormy time comes a calm one, in which writes have to become possible again.
final class LeaseWorld {
    var random: SeededRandom
    var faults: LeaseFaults
    private(set) var now: TrueTime = 0
    var statistics = LeaseStatistics()
    /// What went wrong, if anything did.
    private(set) var violation: String?
    private(set) var trace: [String] = []
    private(set) lazy var store = ModelStore(world: self, controllers: members, active: Sample.east)
    private(set) var controllers: [ModelController] = []
    private(set) var hosts: [ModelHost] = []
    let majority: Int
    private let storm: TrueTime
    private let members: [ControllerID]
    private let isTracing: Bool
    private var queue = EventQueue()
    var cuts: Set<[String]> = []
    /// Most messages take seconds: the network is about to fail.
    var isSlow = false

    private static let calm: TrueTime = .seconds(20)

    init(seed: UInt64, isTracing: Bool = false) {
        random = SeededRandom(seed: seed)
        faults = LeaseFaults(using: &random)
        storm = .seconds(faults.isTight ? 15 : 40)
        let size = faults.isTight ? random.pick(1, 3) : random.pick(1, 3, 3, 5)
        members = (1...size).map { ControllerID("c\($0)") }
        majority = size / 2 + 1
        self.isTracing = isTracing
        populate()
    }

    private func populate() {
        controllers = members.map { id in
            ModelController(id: id, clock: clock(\.controller), terms: Sample.terms, world: self)
        }
        let counts = faults.isTight ? (random.pick(1, 2), 1) : (random.pick(1, 1, 2, 3), random.pick(1, 1, 2))
        for (region, count) in [(Sample.east, counts.0), (Sample.west, counts.1)] {
            for index in 1...count {
                let agent = AgentID("\(region)/\(index)")
                hosts.append(ModelHost(agent: agent, region: region, clock: clock(\.host), world: self))
            }
        }
    }

    private func clock(_ side: KeyPath<(controller: Int64, host: Int64), Int64>) -> ModelClock {
        let rate = faults.rates(using: &random)[keyPath: side]
        return ModelClock(rate: rate, offset: random.between(0, .seconds(1000)))
    }

    /// Whether anything may still go wrong.
    var isStormy: Bool { now < storm }

    // MARK: Time

    func at(_ time: TrueTime, _ action: @escaping () -> Void) { queue.add(at: time, action) }
    func after(_ pause: TrueTime, _ action: @escaping () -> Void) { queue.add(at: now + pause, action) }

    /// Runs to the end, or to the first violation.
    func run() {
        for controller in controllers { after(random.between(0, .seconds(0.1))) { controller.boot() } }
        for host in hosts { after(random.between(.seconds(0.1), .seconds(0.5))) { host.start() } }
        stir()
        at(storm) { [self] in settle() }
        while violation == nil, let (time, action) = queue.next(), time < storm + Self.calm {
            now = time
            action()
        }
        if violation == nil { checkCalm() }
    }

    func note(_ text: @autoclosure () -> String) {
        if isTracing { trace.append("\(Double(now / 100_000) / 10_000): \(text())") }
    }

    // MARK: What is checked

    /// S1, at the instant a fence begins to open.
    func mayWrite(_ host: ModelHost) {
        guard let other = hosts.first(where: { $0.region != host.region && $0.fence.isWritable }) else { return }
        note("*** \(host.agent) opens while \(other.agent) may still write")
        violation = violation ?? "two writers: \(host.agent) opens while \(other.agent) may still write"
    }

    private func checkCalm() {
        guard let active = store.application?.assignment.region else { return }
        for host in hosts where host.fence.isWritable != (host.region == active) || host.guardian == nil {
            violation =
                "no recovery: \(host.agent) is \(host.fence.isWritable ? "open" : "closed") when all has been calm"
        }
    }

    // MARK: Messages

    func deliver(_ guardian: ReportingGuardian, from host: ModelHost) {
        for controller in controllers {
            send(from: host.agent.rawValue, to: controller.id.rawValue) { controller.receive(guardian, from: host) }
        }
    }

    func deliver(_ answer: LeaseAnswer, to guardian: ReportingGuardian, at host: ModelHost, from id: ControllerID) {
        var answer = answer
        if faults.hidesProposals { answer.openProposal = nil }
        send(from: id.rawValue, to: host.agent.rawValue) { [answer] in
            host.receive(answer, for: guardian.report, of: guardian.process.process, from: id)
        }
    }

    private func send(from sender: String, to receiver: String, _ arrive: @escaping () -> Void) {
        for _ in 0..<(random.chance(faults.duplication) ? 2 : 1) {
            if random.chance(faults.loss) || cuts.contains([sender, receiver]) { continue }
            after(delay(), arrive)
        }
    }

    private func delay() -> TrueTime {
        if faults.isTight { return .seconds(0.0005) }
        if isSlow, random.chance(0.7) { return random.between(.seconds(0.5), .seconds(4)) }
        return random.chance(faults.longDelay)
            ? random.between(.seconds(0.1), .seconds(8)) : random.between(.seconds(0.002), .seconds(0.05))
    }

    func reportPause() -> TrueTime {
        faults.isTight ? random.between(.seconds(0.01), .seconds(0.05)) : random.between(.seconds(0.2), .seconds(1))
    }

    /// The chance, at each look, that the leader gives a proposal up.
    var impatience: Double { faults.isTight ? 0.0002 : 0.03 }

    /// Tells every controller what the board says now, to some late.
    func announceBoard() {
        guard let board = store.application else { return }
        let change = store.changes
        for controller in controllers {
            let delay: TrueTime =
                faults.isTight
                ? .seconds(0.0002)
                : random.pick(.seconds(0.003), .seconds(0.02), isStormy ? .seconds(3) : .seconds(0.05))
            after(delay) { controller.receive(board, change: change) }
        }
    }
}

import Decision
import Domain

/// The fence of one host in the model: takes its time, may fail or hang, but is closed within its bound on every path.
final class ModelFence {
    private enum Order {
        case open
        case extend
        /// Closed at this true time at the latest.
        case close(by: TrueTime)
        /// The same, by the host: the agent is dead.
        case closeByHost(by: TrueTime)

        var closedBy: TrueTime? {
            switch self {
            case .open, .extend: nil
            case .close(let time), .closeByHost(let time): time
            }
        }
    }

    /// Whether a write may get through.
    private(set) var isWritable = false
    private var running: Order?
    private var waiting: [Order] = []
    /// Counts what was begun, so that the end of something abandoned is not taken for the end of something later.
    private var token = 0
    private let bound: TrueTime
    private unowned let world: LeaseWorld
    private unowned let host: ModelHost

    /// - Parameters:
    ///   - bound: the fence's time-out, in true time.
    ///   - host: where it stands; hears what the fence has to say.
    ///   - world: everything else.
    init(bound: TrueTime, host: ModelHost, world: LeaseWorld) {
        self.bound = bound
        self.host = host
        self.world = world
    }

    func open() { enqueue(.open) }
    func extend() { enqueue(.extend) }

    /// A hook that is still at work is cut short: the bound counts from now.
    func close() {
        enqueue(.close(by: world.now + bound))
        if let running, running.closedBy == nil { end(running) }
    }

    /// The agent is dead, maybe in the middle of its fence: the host closes within the same bound.
    func closeWithoutAgent() {
        let bounds = ([running].compactMap { $0 } + waiting).compactMap(\.closedBy)
        abandon()
        if isWritable { enqueue(.closeByHost(by: (bounds + [world.now + bound]).min() ?? world.now)) }
    }

    /// The agent is dead and has left its lease to a successor: nothing moves.
    func abandon() {
        running = nil
        waiting = []
        token += 1
    }

    /// The host went down: it boots fenced.
    func lose() {
        abandon()
        isWritable = false
    }

    private func enqueue(_ order: Order) {
        waiting.append(order)
        if running == nil { startNext() }
    }

    private func startNext() {
        running = nil
        guard !waiting.isEmpty else { return }
        let order = waiting.removeFirst()
        running = order
        token += 1
        if case .open = order {
            isWritable = true
            world.mayWrite(host)
        }
        world.after(duration(of: order)) { [self, token] in
            if token == self.token { end(order) }
        }
    }

    private func end(_ order: Order) {
        switch order {
        case .open: host.fenceEnded(.fenceOpened(!(world.faults.breaksFences && world.random.chance(0.05))))
        case .extend: host.fenceEnded(.fenceOpened(!(world.faults.breaksFences && world.random.chance(0.005))))
        case .close:
            isWritable = false
            host.fenceEnded(.fenceClosed)
        case .closeByHost:
            isWritable = false
        }
        startNext()
    }

    private func duration(of order: Order) -> TrueTime {
        switch order {
        case .open where waiting.contains { $0.closedBy != nil }: return 0
        case .open:
            let hangs = world.faults.breaksFences && world.random.chance(0.25)
            return hangs ? world.random.between(.seconds(1), .seconds(14)) : .seconds(world.faults.isTight ? 0 : 0.02)
        case .extend: return .seconds(0.001)
        case .close(let time), .closeByHost(let time):
            let longest = max(0, time - world.now)
            return world.faults.isTight ? longest : longest * world.random.pick(0, 1, 2, 2) / 2
        }
    }
}

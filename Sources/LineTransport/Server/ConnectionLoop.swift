import Logging
import NIOCore
import Ports
import Synchronization

/// The connections of one event loop. Other threads post orders, which are carried out in batches: one wake-up and one
/// flush a connection for many messages.
final class ConnectionLoop: ReadResuming {
    private struct Orders {
        var waiting: [LoopOrder] = []
        var dropped = 0
    }

    let eventLoop: any EventLoop
    private let logger: Logger
    private let orders = Mutex(Orders())
    private let connections: NIOLoopBoundBox<[ConnectionID: ServerConnection]>

    init(eventLoop: any EventLoop, logger: Logger) {
        self.eventLoop = eventLoop
        self.logger = logger
        connections = .makeBoxSendingValue([:], eventLoop: eventLoop)
    }

    func post(_ order: LoopOrder) {
        let isFirst = orders.withLock { orders in
            guard orders.waiting.count < Self.mostOrders else {
                orders.dropped += 1
                return false
            }
            orders.waiting.append(order)
            return orders.waiting.count == 1
        }
        if isFirst { eventLoop.execute { self.carryOut() } }
    }

    func resumeReading() { post(.resumeReading) }

    /// Far more than answers to one report of every connection: an event loop that is so far behind is stuck.
    private static let mostOrders = 262_144
}

// MARK: - On the event loop

extension ConnectionLoop {
    func add(_ connection: ServerConnection) { connections.value[connection.id] = connection }
    func remove(_ id: ConnectionID) { connections.value[id] = nil }

    private func carryOut() {
        let (waiting, dropped) = orders.withLock { orders in
            defer { orders = Orders() }
            return (orders.waiting, orders.dropped)
        }
        if dropped > 0 { logger.error("an event loop is stuck: orders dropped", metadata: ["count": "\(dropped)"]) }
        var written: Set<ConnectionID> = []
        for order in waiting { carryOut(order, &written) }
        for id in written { connections.value[id]?.flush() }
    }

    private func carryOut(_ order: LoopOrder, _ written: inout Set<ConnectionID>) {
        let connections = connections.value
        switch order {
        case .send(let message, let id):
            guard let connection = connections[id] else { return }
            connection.write(message)
            written.insert(id)
        case .answer(let request, let chunks): connections[request.connection]?.answer(request.number, with: chunks)
        case .close(let id, let refusal): connections[id]?.end(with: refusal)
        case .closeRevoked(let context): for connection in connections.values { connection.closeIfRevoked(by: context) }
        case .closeAll(let refusal): for connection in connections.values { connection.end(with: refusal) }
        case .resumeReading: for connection in connections.values { connection.resumeReading() }
        }
    }
}

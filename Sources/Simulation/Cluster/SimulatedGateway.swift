import Domain
import Foundation
import Ports

/// Where agents and operators reach one controller process.
final class SimulatedGateway: AgentGateway, @unchecked Sendable {
    let events: AsyncStream<[GatewayEvent]>
    let host: ControllerHost
    private let input: AsyncStream<[GatewayEvent]>.Continuation
    private let process: SimulatedProcess
    private let scheduler: Scheduler
    private var connections: [AgentID: Connection] = [:]
    private var waiting: [OperatorRequest.ID: (OperatorAnswer?) -> Void] = [:]
    private var lastRequest: UInt64 = 0

    init(of host: ControllerHost, process: SimulatedProcess, scheduler: Scheduler) {
        self.host = host
        self.process = process
        self.scheduler = scheduler
        (events, input) = AsyncStream.makeStream()
    }

    var isOpen: Bool { process.isAlive }

    // MARK: Agents

    func accept(_ connection: Connection) {
        guard process.isAlive else { return connection.controllerGone() }
        connections[connection.agent.host.id]?.replaced()
        connections[connection.agent.host.id] = connection
        input.yield([.connected(connection.id, connection.identity)])
        receive(.hello(connection.agent.hello), on: connection)
    }

    func receive(_ message: AgentMessage, on connection: Connection) {
        let agent = connection.agent.host
        guard process.isAlive, connections[agent.id] === connection else { return }
        let received = ReceivedMessage(
            agent: agent.id,
            region: agent.region,
            connection: connection.id,
            message: message,
            at: host.clock.now.instant
        )
        input.yield([.received(received)])
    }

    func lost(_ connection: Connection, reason: String) {
        let agent = connection.agent.host.id
        guard process.isAlive, connections[agent] === connection else { return }
        connections[agent] = nil
        input.yield([.disconnected(connection.id, connection.identity, reason: reason)])
    }

    func send(_ message: ControllerMessage, to agent: AgentID) {
        guard process.isAlive else { return }
        connections[agent]?.carry(message)
    }

    // MARK: Operators

    /// Asks on behalf of a person; `nil` when the process ends before it has answered.
    func ask(_ command: OperatorCommand, by name: OperatorName, then answered: @escaping (OperatorAnswer?) -> Void) {
        guard process.isAlive else { return answered(nil) }
        lastRequest += 1
        let id = OperatorRequest.ID(connection: 0, number: lastRequest)
        guard let body = try? JSONEncoder().encode(command) else { return answered(nil) }
        waiting[id] = answered
        input.yield([.requested(OperatorRequest(id: id, from: name, body: [UInt8](body), at: host.clock.now.instant))])
    }

    func answer(_ request: OperatorRequest.ID, with body: [UInt8]) {
        guard process.isAlive, let answered = waiting.removeValue(forKey: request) else { return }
        answered(try? JSONDecoder().decode(OperatorAnswer.self, from: Data(body)))
    }

    // MARK: The end

    func drop() {
        for agent in connections.keys.sorted() { connections[agent]?.controllerGone() }
        connections = [:]
        input.finish()
        for request in waiting.keys.sorted(by: { $0.number < $1.number }) { waiting.removeValue(forKey: request)?(nil) }
    }
}

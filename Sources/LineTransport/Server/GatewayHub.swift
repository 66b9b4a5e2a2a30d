import Domain
import Ports
import Synchronization

/// Where the connections of all event loops meet: which of them stands for an agent, and what the reader hears of them.
///
/// What decides on an order of events is decided under one lock, so that a replaced connection says nothing more after its
/// end has been announced.
final class GatewayHub: Sendable {
    /// What became of an agent's message.
    enum Delivery {
        case delivered(mayReadOn: Bool)
        case refused(Refusal)
        /// Another connection has taken the place of this one.
        case replaced
    }

    fileprivate struct State {
        var agents = AgentRegistry()
        var operators: [ConnectionID: ConnectionLoop] = [:]
        var lastConnection: ConnectionID = 0
    }

    let inbox: Inbox<GatewayEvent>
    private let mostOperators: Int
    private let state = Mutex(State())

    init(_ configuration: AgentServer.Configuration) {
        mostOperators = configuration.mostOperators
        inbox = Inbox(
            capacity: configuration.mostWaitingEvents,
            capacityPerSource: configuration.mostWaitingEventsOfOne
        )
    }

    func nextConnection() -> ConnectionID {
        state.withLock { state in
            state.lastConnection = state.lastConnection.next
            return state.lastConnection
        }
    }

    /// The agent's present connection.
    func peer(_ agent: AgentID) -> AgentPeer? { state.withLock { $0.agents.peer(agent) } }

    /// The event loop of an operator's connection.
    func loop(ofOperator connection: ConnectionID) -> ConnectionLoop? {
        state.withLock { $0.operators[connection] }
    }
}

// MARK: - Agents

extension GatewayHub {
    /// Announces an agent that has said hello. An older connection of it is told and closed.
    func enter(_ peer: AgentPeer) throws(Refusal) {
        let result = state.withLock { state in
            Result { () throws(Refusal) in
                let older = try state.agents.enter(peer)
                if let older { pushEnd(of: older, reason: "replaced by a newer connection of the same agent") }
                push(.connected(peer.connection, peer.identity), from: peer)
                return older
            }
        }
        guard let older = try result.get() else { return }
        let refusal = Refusal(.replaced, "a newer connection of this agent has taken the place of this one")
        older.loop.post(.close(older.connection, refusal))
    }

    /// Announces the end of an agent's connection, unless another has taken its place.
    func leave(_ peer: AgentPeer, reason: String) {
        state.withLock { state in
            if state.agents.leave(peer) { pushEnd(of: peer, reason: reason) }
        }
    }

    func deliver(_ message: AgentMessage, from peer: AgentPeer, at time: Instant) -> Delivery {
        state.withLock { state in
            guard state.agents.isCurrent(peer) else { return .replaced }
            do throws(Refusal) {
                try state.accept(message, of: peer.agent)
            } catch {
                return .refused(error)
            }
            let received = ReceivedMessage(
                agent: peer.agent,
                region: peer.region,
                connection: peer.connection,
                message: message,
                at: time
            )
            return .delivered(mayReadOn: push(.received(received), from: peer, isReport: message.isReport))
        }
    }

    private func pushEnd(of peer: AgentPeer, reason: String) {
        push(.disconnected(peer.connection, peer.identity, reason: reason), from: peer)
    }

    @discardableResult
    private func push(_ event: GatewayEvent, from peer: AgentPeer, isReport: Bool = false) -> Bool {
        inbox.push(event, from: peer.connection, isReport: isReport, for: peer.loop)
    }
}

extension GatewayHub.State {
    fileprivate mutating func accept(_ message: AgentMessage, of agent: AgentID) throws(Refusal) {
        switch message {
        case .report(let report): try agents.accept(report, of: agent)
        case .hello, .hookOutput, .hookStatus, .bye: return
        }
    }
}

extension AgentMessage {
    fileprivate var isReport: Bool {
        switch self {
        case .report: true
        case .hello, .hookOutput, .hookStatus, .bye: false
        }
    }
}

// MARK: - Operators

extension GatewayHub {
    func enter(_ name: OperatorName, _ connection: ConnectionID, on loop: ConnectionLoop) throws(Refusal) {
        let hasRoom = state.withLock { state in
            guard state.operators.count < mostOperators else { return false }
            state.operators[connection] = loop
            push(.connected(connection, .operator(name)), from: connection, on: loop)
            return true
        }
        guard hasRoom else {
            throw Refusal(
                .unavailable,
                "\(mostOperators) operators are connected already; try again or another controller"
            )
        }
    }

    func leave(_ name: OperatorName, _ connection: ConnectionID, on loop: ConnectionLoop, reason: String) {
        state.withLock { state in
            guard state.operators.removeValue(forKey: connection) != nil else { return }
            push(.disconnected(connection, .operator(name), reason: reason), from: connection, on: loop)
        }
    }

    /// Returns whether the connection may read on.
    func deliver(_ request: OperatorRequest, on loop: ConnectionLoop) -> Bool {
        push(.requested(request), from: request.id.connection, on: loop)
    }

    @discardableResult
    private func push(_ event: GatewayEvent, from connection: ConnectionID, on loop: ConnectionLoop) -> Bool {
        inbox.push(event, from: connection, for: loop)
    }
}

import Domain

/// Where agents and operators reach a controller.
///
/// Everything it delivers has passed the gate: the peer's identity comes from its certificate, an agent has said hello first,
/// and the numbers of its reports grow within its process.
package protocol AgentGateway: Sendable {
    /// What happened, in batches, in order of arrival. One reader only.
    ///
    /// The queue behind it is bounded: while the reader is slow, an agent's newer report takes the place of its older one, and
    /// when the queue is full the gateway stops reading from its peers.
    var events: AsyncStream<[GatewayEvent]> { get }

    /// Sends to the agent's present connection. Never waits; without a connection the message is dropped, and a connection
    /// that does not read is closed as too slow.
    func send(_ message: ControllerMessage, to agent: AgentID)

    /// Answers a request of an operator, once. Dropped when the connection has gone.
    func answer(_ request: OperatorRequest.ID, with body: [UInt8])
}

/// What happens at a gateway.
package enum GatewayEvent: Hashable, Sendable {
    /// An agent has said hello, or an operator has connected. The hello itself follows as `received`.
    case connected(ConnectionID, PeerIdentity)
    case received(ReceivedMessage)
    case requested(OperatorRequest)
    /// The end of a connection that was announced as connected. A replaced agent's comes before its successor's `connected`.
    case disconnected(ConnectionID, PeerIdentity, reason: String)
}

/// One connection, for as long as this process lives; never used again.
package struct ConnectionID: Counter {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// A message of an agent with what the gateway knows about its sender.
package struct ReceivedMessage: Hashable, Sendable {
    package var agent: AgentID
    package var region: RegionID
    package var connection: ConnectionID
    package var message: AgentMessage
    /// When it had arrived, on this machine's clock.
    package var time: Instant

    package init(
        agent: AgentID,
        region: RegionID,
        connection: ConnectionID,
        message: AgentMessage,
        at time: Instant
    ) {
        self.agent = agent
        self.region = region
        self.connection = connection
        self.message = message
        self.time = time
    }
}

/// A request of an operator: one JSON document, answered by one.
package struct OperatorRequest: Hashable, Sendable, Identifiable {
    /// Names a request: the operator's own number within a connection.
    package struct ID: Hashable, Sendable {
        package var connection: ConnectionID
        package var number: UInt64

        package init(connection: ConnectionID, number: UInt64) {
            self.connection = connection
            self.number = number
        }
    }

    package var id: ID
    package var from: OperatorName
    /// UTF-8, at most 16 MiB (DESIGN 4.1).
    package var body: [UInt8]
    package var time: Instant

    package init(id: ID, from name: OperatorName, body: [UInt8], at time: Instant) {
        self.id = id
        from = name
        self.body = body
        self.time = time
    }
}

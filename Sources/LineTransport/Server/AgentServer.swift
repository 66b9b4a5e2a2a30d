import AgentProtocol
import Domain
import Logging
import NIOCore
import NIOPosix
import Ports
import Synchronization
import TLS

/// Listens for agents and operators, over TLS with certificates on both sides.
package final class AgentServer: AgentGateway {
    package let events: AsyncStream<[GatewayEvent]>
    /// The port it listens on.
    package let port: Int
    private let parts: ServerParts
    private let listener: any NIOCore.Channel
    private let loops: [ConnectionLoop]

    private init(_ parts: ServerParts, _ listener: any NIOCore.Channel, _ loops: [ConnectionLoop]) {
        self.parts = parts
        self.listener = listener
        self.loops = loops
        port = listener.localAddress?.port ?? parts.configuration.port
        let inbox = parts.hub.inbox
        events = AsyncStream(unfolding: { await inbox.next() })
    }

    /// Begins to listen.
    ///
    /// - Throws: ``PortError/Code/unavailable`` when the address cannot be taken.
    package static func listen(
        _ configuration: Configuration,
        tls: ReloadableTLS,
        clock: any TimeSource,
        logger: Logger,
        on group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) async throws(PortError) -> AgentServer {
        let hub = GatewayHub(configuration)
        let parts = ServerParts(
            configuration: configuration,
            tls: tls,
            clock: clock,
            logger: logger,
            hub: hub,
            waitingRoom: WaitingRoom(configuration),
            strangers: StrangerLog(logger)
        )
        let loops = group.makeIterator().map { ConnectionLoop(eventLoop: $0, logger: logger) }
        do {
            let listener = try await ServerAcceptor(parts: parts, loops: loops).bootstrap(group)
                .bind(host: configuration.host, port: configuration.port).get()
            return AgentServer(parts, listener, loops)
        } catch {
            let address = NetworkAddress(host: configuration.host, port: configuration.port)
            throw PortError(.unavailable, "cannot listen on \(address): \(NetworkFailure(error))")
        }
    }

    package func send(_ message: ControllerMessage, to agent: AgentID) {
        guard let peer = parts.hub.peer(agent) else { return }
        peer.loop.post(.send(message, peer.connection))
    }

    package func answer(_ request: OperatorRequest.ID, with body: [UInt8]) {
        let chunks = ChunkSequence(of: body, request: request.number)
        parts.hub.loop(ofOperator: request.connection)?.post(.answer(request, chunks))
    }

    /// Loads certificates and revocation lists anew. New connections go by them; open ones go on, except those whose
    /// certificate is revoked now.
    ///
    /// - Returns: what was loaded, with its warnings.
    /// - Throws: `TLSError` that names the file; everything then stays as it was.
    @discardableResult
    package func reloadTLS() throws(TLSError) -> TLSContext {
        let context = try parts.tls.reload()
        for loop in loops { loop.post(.closeRevoked(context)) }
        return context
    }

    /// Stops listening and closes all connections. The reader gets what has come, and then the end.
    package func close() async {
        // It fails only when it is closed already.
        try? await listener.close()
        for loop in loops { loop.post(.closeAll(Refusal(.unavailable, "this controller stops; use another"))) }
        parts.hub.inbox.finish()
    }
}

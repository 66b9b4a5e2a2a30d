import Domain
import Logging
import NIOCore
import NIOPosix
import Ports
import Synchronization
import TLS

/// An agent's connections to all controllers. Each is made, kept and made again by itself.
package final class AgentClient: ControllerLink {
    package let events: AsyncStream<ControllerLinkEvent>
    private let parts: ClientParts
    private let connectors: [ControllerConnector]

    /// Prepares the connections; nothing is sent before ``connect()``.
    ///
    /// - Parameters:
    ///   - configuration: where the controllers are, and the bounds.
    ///   - tls: the agent's certificate and whom it trusts.
    ///   - clock: its wall clock tells when a controller's certificate has ended.
    ///   - random: for the jitter of new tries.
    ///   - logger: hears why connections end.
    ///   - group: the event loops to work on.
    ///   - hello: what the agent says first on each connection; called on an event loop.
    package init(
        _ configuration: Configuration,
        tls: ReloadableTLS,
        clock: any TimeSource,
        random: some RandomNumberGenerator & Sendable,
        logger: Logger,
        on group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        hello: @escaping @Sendable () -> AgentHello
    ) {
        let inbox = Inbox<ControllerLinkEvent>(
            capacity: configuration.mostWaitingEvents,
            capacityPerSource: configuration.mostWaitingEvents
        )
        let parts = ClientParts(
            configuration: configuration,
            tls: tls,
            clock: clock,
            logger: logger,
            hello: hello,
            inbox: inbox,
            directory: ControllerDirectory()
        )
        self.parts = parts
        let dice = SharedDice(random)
        connectors = configuration.controllers.enumerated().map { index, address in
            ControllerConnector(index: index, address: address, parts: parts, dice: dice, on: group.next())
        }
        events = inbox.elements()
    }

    /// Begins to connect to every controller.
    package func connect() {
        for connector in connectors { connector.start() }
    }

    package func send(_ message: AgentMessage, to controller: ControllerID?) {
        guard let controller else {
            for connector in connectors { connector.send(message) }
            return
        }
        guard let index = parts.directory.connector(of: controller) else { return }
        connectors[index].send(message)
    }

    /// Loads certificates and revocation lists anew. New connections go by them; open ones go on, except those to a
    /// controller whose certificate is revoked now.
    ///
    /// - Returns: what was loaded, with its warnings.
    /// - Throws: `TLSError` that names the file; everything then stays as it was.
    @discardableResult
    package func reloadTLS() throws(TLSError) -> TLSContext {
        let context = try parts.tls.reload()
        for connector in connectors { connector.closeIfRevoked(by: context) }
        return context
    }

    /// Sends what waits, and closes all connections for good. The reader gets what has come, and then the end.
    package func close() async {
        await withTaskGroup { group in
            for connector in connectors { group.addTask { await connector.stop() } }
        }
        parts.inbox.finish()
    }
}

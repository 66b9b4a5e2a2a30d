import AgentProtocol
import Domain
import Logging
import NIOCore
import NIOPosix
import Ports
import Synchronization
import TLS

/// Keeps a connection to one controller's address: connects, and connects again after a wait.
final class ControllerConnector: ReadResuming {
    private enum Phase {
        /// → `connecting`, `stopped`
        case idle
        /// → `open`, `waiting`, `stopped`
        case connecting
        /// → `waiting`, `stopped`
        case open(ControllerConnection)
        /// For the next try. → `connecting`, `stopped`
        case waiting
        case stopped
    }

    /// What only the event loop touches.
    private struct State {
        var backoff: Backoff
        var phase = Phase.idle

        var connection: ControllerConnection? {
            if case .open(let connection) = phase { connection } else { nil }
        }
    }

    let index: Int
    let address: NetworkAddress
    let parts: ClientParts
    private let dice: SharedDice
    private let eventLoop: any EventLoop
    private let state: NIOLoopBoundBox<State>
    private let outbox = Mutex(AgentOutbox())

    init(index: Int, address: NetworkAddress, parts: ClientParts, dice: SharedDice, on eventLoop: any EventLoop) {
        self.index = index
        self.address = address
        self.parts = parts
        self.dice = dice
        self.eventLoop = eventLoop
        let backoff = Backoff(
            shortest: parts.configuration.shortestBackoff,
            longest: parts.configuration.longestBackoff
        )
        state = .makeBoxSendingValue(State(backoff: backoff), eventLoop: eventLoop)
    }

    /// Tells the connections of all connectors apart in the inbox.
    var source: ConnectionID { ConnectionID(UInt64(index)) }

    func start() { eventLoop.execute { self.connect() } }

    func send(_ message: AgentMessage) {
        guard outbox.withLock({ $0.add(message) }) else { return }
        eventLoop.execute { self.state.value.connection?.sendWaiting() }
    }

    func closeIfRevoked(by context: TLSContext) {
        eventLoop.execute { self.state.value.connection?.closeIfRevoked(by: context) }
    }

    func resumeReading() {
        eventLoop.execute { self.state.value.connection?.resumeReading() }
    }

    func stop() async {
        let closed = eventLoop.flatSubmit {
            let connection = self.state.value.connection
            self.state.value.phase = .stopped
            return connection?.finish() ?? self.eventLoop.makeSucceededVoidFuture()
        }
        // How it closed says nothing: there is nothing left to do.
        try? await closed.get()
    }
}

// MARK: - On the event loop

extension ControllerConnector {
    private func connect() {
        switch state.value.phase {
        case .idle, .waiting: state.value.phase = .connecting
        case .connecting, .open, .stopped: return
        }
        let configuration = parts.configuration
        let highest = configuration.mostUnsentBytes
        ClientBootstrap(group: eventLoop)
            .connectTimeout(TimeAmount(configuration.connectTimeout))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.writeBufferWaterMark, value: .init(low: highest / 2, high: highest))
            .channelInitializer { channel in channel.eventLoop.makeCompletedFuture { try self.prepare(channel) } }
            .connect(host: address.host, port: address.port)
            .assumeIsolated()
            .whenFailure { error in self.failed(error) }
    }

    private func prepare(_ channel: any NIOCore.Channel) throws {
        let tls = try TLSHandler(
            context: parts.tls.current,
            role: .client(expecting: nil),
            handshakeTimeout: TimeAmount(parts.configuration.handshakeTimeout)
        )
        let frames = FrameHandler()
        let connection = ControllerConnection(connector: self, parts: parts, frames: frames)
        try channel.pipeline.syncOperations.addHandlers([tls, frames, connection])
    }

    /// Returns whether the connection is wanted: a name with several addresses may lead to more than one.
    func opened(_ connection: ControllerConnection) -> Bool {
        guard case .connecting = state.value.phase else { return false }
        state.value.phase = .open(connection)
        return true
    }

    /// The connection has said hello: messages may follow.
    func acceptMessages() { outbox.withLock { $0.open() } }

    func nextMessage() -> AgentMessage? { outbox.withLock { $0.next() } }

    /// The connection works: the controller has sent something.
    func proven() { state.value.backoff.reset() }

    /// A quick return would take the place of another process with the same certificate, and so on for ever.
    func replaced() { state.value.backoff.exhaust() }

    func ended(_ connection: ControllerConnection, _ reason: String) {
        guard state.value.connection === connection else { return }
        outbox.withLock { $0.close() }
        retry(reason)
    }

    private func failed(_ error: any Error) {
        guard case .connecting = state.value.phase else { return }
        retry("cannot connect: \(NetworkFailure(error))")
    }

    private func retry(_ reason: String) {
        state.value.phase = .waiting
        let wait = dice.wait(of: &state.value.backoff)
        parts.logger.notice(
            "not connected to a controller",
            metadata: ["address": "\(address)", "reason": "\(reason)", "retry_in": "\(wait.text)"]
        )
        eventLoop.scheduleTask(in: TimeAmount(wait)) { self.connect() }
    }
}

import AgentProtocol
import Domain
import NIOCore
import NIOPosix
import Ports
import TLS

/// Asks a controller on behalf of an operator: one connection, one request, one answer.
package struct OperatorClient: Sendable {
    /// An answer, and who gave it.
    package struct Reply: Hashable, Sendable {
        package let controller: ControllerID
        package let body: [UInt8]
    }

    /// The cluster that controllers' certificates must be of.
    package let cluster: String
    /// For the connection, and again for the handshake. Of several controllers the next is asked after that, and whoever asks may
    /// have the one in the dead region first: long enough for a handshake over 300 ms, short enough for people to wait.
    package let connectTimeout: Duration
    /// From the end of the connecting to the end of the answer.
    package let answerTimeout: Duration
    private let tls: TLSContext
    private let group: any EventLoopGroup

    package init(
        cluster: String,
        tls: TLSContext,
        connectTimeout: Duration = .seconds(2),
        answerTimeout: Duration = .seconds(60),
        on group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) {
        self.cluster = cluster
        self.tls = tls
        self.connectTimeout = connectTimeout
        self.answerTimeout = answerTimeout
        self.group = group
    }

    /// Asks the first of the controllers that can be reached.
    ///
    /// - Throws: `unavailable` when none could be asked, with the reason of each; otherwise as ``ask(_:at:)``.
    package func ask(_ body: [UInt8], atFirstOf addresses: [NetworkAddress]) async throws(PortError) -> Reply {
        var reasons: [String] = []
        for address in addresses {
            do throws(PortError) {
                return try await ask(body, at: address)
            } catch {
                guard error.code == .unavailable else { throw error }
                reasons.append(error.message)
            }
        }
        let text = reasons.isEmpty ? "no address of a controller is known" : reasons.joined(separator: "; ")
        throw PortError(.unavailable, text)
    }

    /// Asks one controller.
    ///
    /// - Parameters:
    ///   - body: the request.
    ///   - address: where the controller is.
    ///   - patience: instead of ``answerTimeout``, if it is shorter.
    /// - Returns: its answer.
    /// - Throws: `unavailable` when it was certainly not asked; `rejected` when it refused, or is not who it should be;
    ///   `outcomeUnknown` when it was asked and no answer came.
    package func ask(
        _ body: [UInt8],
        at address: NetworkAddress,
        patience: Duration? = nil
    ) async throws(PortError) -> Reply {
        guard body.count <= ProtocolLimits.longestBody else {
            throw PortError(.rejected, "a request may have \(ProtocolLimits.longestBody) bytes, this has \(body.count)")
        }
        let promise = group.next().makePromise(of: Reply.self)
        let question = OperatorQuestion(
            address: address,
            cluster: cluster,
            body: body,
            timeout: min(patience ?? answerTimeout, answerTimeout),
            promise: promise
        )
        connect(question)
        return try await reply(to: question)
    }

    private func reply(to question: OperatorQuestion) async throws(PortError) -> Reply {
        do {
            return try await withTaskCancellationHandler {
                try await question.promise.futureResult.get()
            } onCancel: {
                question.cancel()
            }
        } catch {
            throw error as? PortError ?? PortError(.unavailable, "\(question.address): \(error)")
        }
    }

    private func connect(_ question: OperatorQuestion) {
        let timeout = TimeAmount(connectTimeout)
        ClientBootstrap(group: question.promise.futureResult.eventLoop)
            .connectTimeout(timeout)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { [tls] channel in
                channel.eventLoop.makeCompletedFuture {
                    let handlers: [any ChannelHandler] = [
                        try TLSHandler(context: tls, role: .client(expecting: nil), handshakeTimeout: timeout),
                        FrameHandler(), OperatorConnection(question),
                    ]
                    try channel.pipeline.syncOperations.addHandlers(handlers)
                }
            }
            .connect(host: question.address.host, port: question.address.port)
            .whenFailure { error in
                question.promise.fail(
                    PortError(.unavailable, "cannot connect to \(question.address): \(NetworkFailure(error))")
                )
            }
    }
}

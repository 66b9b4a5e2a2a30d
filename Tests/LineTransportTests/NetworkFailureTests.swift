import AgentProtocol
import Domain
import Glibc
import NIOCore
import NIOEmbedded
import NIOPosix
import Ports
import TLS
import Testing

@testable import LineTransport

/// What an operator reads when no controller answers.
struct NetworkFailureTests {
    @Test(arguments: [
        (ECONNREFUSED, "connection refused"), (EHOSTUNREACH, "no route"), (ENETUNREACH, "no route"),
        (ETIMEDOUT, "timed out"), (ECONNRESET, "reset"),
    ])
    func errorsOfTheSystemAreSaidInWords(number: Int32, words: String) {
        let text = "\(NetworkFailure(IOError(errnoCode: number, reason: "connect")))"
        #expect(text.contains(words))
        #expect(!text.contains("errno"))
    }

    @Test func aLimitIsToldInFigures() {
        let text = "\(NetworkFailure(ChannelError.connectTimeout(.seconds(5))))"
        #expect(text.hasPrefix("timed out after 5000 ms"))
    }

    @Test func aControllerThatIsNotThereIsNamedWithWhatToDo() async throws {
        let cluster = try TestCluster()
        let client = OperatorClient(cluster: TestCluster.name, tls: try TLSContext(cluster.issue(.operator)))
        // A port that was free a moment ago.
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(listener.localAddress?.port)
        try await listener.close()
        let refused = "cannot connect to 127.0.0.1:\(port): connection refused: nothing listens there"
        await #expect(throws: PortError(.unavailable, refused)) {
            _ = try await client.ask([1], at: NetworkAddress(host: "127.0.0.1", port: port))
        }
        let error = await #expect(throws: PortError.self) {
            _ = try await client.ask([1], at: NetworkAddress(host: "holdfast.invalid", port: port))
        }
        #expect(
            error?.message.contains("holdfast.invalid is not known: mend the name") == true,
            "\(error?.message ?? "")"
        )
    }

    /// The process of an operator may end as soon as it has its answer.
    @Test func theFarewellGoesBeforeTheAnswerIsPassedOn() throws {
        let channel = EmbeddedChannel()
        let question = OperatorQuestion(
            address: NetworkAddress(host: "127.0.0.1"),
            cluster: TestCluster.name,
            body: [],
            timeout: .seconds(1),
            promise: channel.embeddedEventLoop.makePromise()
        )
        let closing = ClosingRecorder()
        try channel.pipeline.syncOperations.addHandlers([closing, FrameHandler(), OperatorConnection(question)])
        channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
        var hadClosed: Bool?
        question.promise.futureResult.assumeIsolated().whenComplete { _ in hadClosed = closing.isClosing }
        let refusal = try FrameCodec().encode(.controller(.refusal(Refusal(.unavailable, "not now"))))
        try channel.writeInbound(ByteBuffer(bytes: refusal))
        #expect(hadClosed == true)
        _ = try? channel.finish()
    }

    private final class ClosingRecorder: ChannelOutboundHandler {
        typealias OutboundIn = ByteBuffer
        private(set) var isClosing = false

        func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
            isClosing = true
            context.close(mode: mode, promise: promise)
        }
    }
}

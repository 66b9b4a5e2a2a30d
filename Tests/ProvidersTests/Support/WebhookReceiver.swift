import Foundation
import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1
import NIOPosix

/// A small HTTP server on loopback that keeps what it got and answers as a test wants.
final class WebhookReceiver: Sendable {
    struct Delivery: Sendable {
        var head: HTTPRequestHead
        var body: [UInt8] = []
    }

    /// What to answer; `nil` answers nothing.
    typealias Answer = @Sendable (Delivery) -> (status: HTTPResponseStatus, headers: HTTPHeaders, body: String)?

    let port: Int
    private let channel: any Channel
    private let kept = NIOLockedValueBox<[Delivery]>([])

    var deliveries: [Delivery] { kept.withLockedValue { $0 } }

    init(_ answer: @escaping Answer) async throws {
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { [kept] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(kept: kept, answer: answer))
                }
            }.bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    func stop() async throws { try await channel.close() }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart
        private let kept: NIOLockedValueBox<[Delivery]>
        private let answer: Answer
        private var delivery: Delivery?

        init(kept: NIOLockedValueBox<[Delivery]>, answer: @escaping Answer) {
            self.kept = kept
            self.answer = answer
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): delivery = Delivery(head: head)
            case .body(let buffer): delivery?.body += buffer.readableBytesView
            case .end:
                guard let delivery else { return }
                kept.withLockedValue { $0.append(delivery) }
                guard let (status, headers, body) = answer(delivery) else { return }
                let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
                context.write(wrapOutboundOut(.head(head)), promise: nil)
                context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
        }
    }
}

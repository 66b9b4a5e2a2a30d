import Domain
import NIOCore
import NIOHTTP1
import TLS

/// Sends one request when the connection is ready, and gathers the answer.
final class ProbeHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let request: HTTPRequestHead
    private let isEncrypted: Bool
    private let limit: Duration
    /// Always succeeds: what failed stands in the answer.
    private let promise: EventLoopPromise<ProbeAnswer>
    private let start = ContinuousClock.now
    private var answer = ProbeAnswer()
    private var sent: ContinuousClock.Instant?
    private var timer: Scheduled<Void>?

    init(request: HTTPRequestHead, isEncrypted: Bool, limit: Duration, promise: EventLoopPromise<ProbeAnswer>) {
        self.request = request
        self.isEncrypted = isEncrypted
        self.limit = limit
        self.promise = promise
    }

    /// The connection is open by now.
    func handlerAdded(context: ChannelHandlerContext) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: .nanoseconds(limit.nanoseconds)) { [unowned self] in
            end(with: TookTooLong(), context)
        }
        if !isEncrypted { send(context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        end(with: ConnectionEnded(), context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let completed = event as? TLSHandshakeCompleted {
            answer.handshake = ContinuousClock.now - start
            answer.certificateEnd = completed.peer.notAfter
            send(context)
        }
        context.fireUserInboundEventTriggered(event)
    }

    private func send(_ context: ChannelHandlerContext) {
        sent = .now
        context.write(wrapOutboundOut(.head(request)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            answer.firstByte = sent.map { ContinuousClock.now - $0 }
            answer.status = Int(head.status.code)
            answer.location = head.headers.first(name: "location")
        case .body(let bytes):
            let room = Self.longestBody - answer.body.count
            answer.body += bytes.readableBytesView.prefix(room)
            if bytes.readableBytes > room { end(with: nil, context) }
        case .end: end(with: nil, context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { end(with: error, context) }

    func channelInactive(context: ChannelHandlerContext) {
        end(with: ConnectionEnded(), context)
        context.fireChannelInactive()
    }

    /// Only the first end counts.
    private func end(with failure: (any Error)?, _ context: ChannelHandlerContext) {
        answer.failure = failure
        promise.succeed(answer)
        context.close(promise: nil)
    }

    /// A health page is short; whoever sends more has said enough.
    static let longestBody = 1 << 20
}

/// The other side hung up.
struct ConnectionEnded: Error {}

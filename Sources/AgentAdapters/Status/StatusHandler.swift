import NIOCore
import NIOHTTP1

/// Answers the requests of one connection, and closes it when none comes for a while.
final class StatusHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let answer: (String) -> StatusPage.Answer
    private var head: HTTPRequestHead?
    private var bodyBytes = 0
    private var timer: Scheduled<Void>?

    init(answer: @escaping (String) -> StatusPage.Answer) { self.answer = answer }

    func channelActive(context: ChannelHandlerContext) {
        restartTimer(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            bodyBytes = 0
        case .body(let bytes):
            // No request here has a use for a body.
            bodyBytes += bytes.readableBytes
            if bodyBytes > Self.longestBody { context.close(promise: nil) }
        case .end:
            guard let head else { return }
            respond(to: head, context)
            restartTimer(context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func respond(to request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let isKnown = request.method == .GET || request.method == .HEAD
        let answer = isKnown ? answer(request.uri) : StatusPage.Answer(status: 405, body: "only GET and HEAD\n")
        var head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: answer.status))
        head.headers = [
            "content-type": answer.contentType, "content-length": "\(answer.body.utf8.count)",
            "cache-control": "no-store",
            "connection": request.isKeepAlive ? "keep-alive" : "close",
        ]
        if !isKnown { head.headers.add(name: "allow", value: "GET, HEAD") }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if request.method != .HEAD {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: answer.body)))), promise: nil)
        }
        let written = context.writeAndFlush(wrapOutboundOut(.end(nil)))
        guard !request.isKeepAlive else { return }
        let channel = context.channel
        written.whenComplete { _ in channel.close(promise: nil) }
    }

    /// One limit for an idle connection and for a request that trickles in.
    private func restartTimer(_ context: ChannelHandlerContext) {
        timer?.cancel()
        let channel = context.channel
        timer = context.eventLoop.scheduleTask(in: Self.longestWait) { channel.close(promise: nil) }
    }

    private static let longestBody = 65_536
    private static let longestWait = TimeAmount.seconds(30)
}

import NIOCore
import Ports

/// Waits on one socket for the answer to one request.
final class DNSExchange: ChannelInboundHandler {
    typealias InboundIn = [UInt8]

    private let request: DNSRequest
    private let time: any TimeSource
    private let answered: EventLoopPromise<DNSReply>
    /// On a datagram socket anybody can guess; what is not the answer is passed over, and the answer may still come.
    private let passesOver: Bool

    init(request: DNSRequest, time: any TimeSource, answered: EventLoopPromise<DNSReply>, passesOver: Bool) {
        self.request = request
        self.time = time
        self.answered = answered
        self.passesOver = passesOver
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch request.judge(unwrapInboundIn(data), at: time.now.wall.wholeSeconds) {
        case .reply(let reply): answered.succeed(reply)
        case .other(let reason): if !passesOver { answered.fail(DNSExchangeFailure.noAnswer(reason)) }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answered.fail(DNSExchangeFailure.noAnswer(DNSExchangeFailure.reason(error)))
    }

    func channelInactive(context: ChannelHandlerContext) {
        answered.fail(DNSExchangeFailure.noAnswer("the server closed the connection without an answer"))
    }
}

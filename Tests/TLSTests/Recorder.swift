import NIOCore
import TLS

/// The last handler of a test's connection: keeps what it sees, and answers what a test asks for.
///
/// Its futures complete on the connection's event loop; what is mutable is touched there only.
final class Recorder: ChannelInboundHandler, @unchecked Sendable {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// All that was seen until the connection ended.
    struct Outcome: Sendable {
        var received: [UInt8] = []
        var completed: [TLSHandshakeCompleted] = []
        var errors: [any Error] = []

        var tlsErrors: [TLSError] { errors.compactMap { $0 as? TLSError } }
    }

    let handshake: EventLoopPromise<TLSHandshakeCompleted>
    let end: EventLoopPromise<Outcome>
    private(set) var outcome = Outcome()
    private let echoes: Bool
    private var waiting: (count: Int, promise: EventLoopPromise<[UInt8]>)?

    private var deadline: Scheduled<Void>?

    /// Waiting for what never comes fails after a while.
    struct Late: Error {}

    init(on loop: any EventLoop, echoes: Bool = false) {
        handshake = loop.makePromise()
        end = loop.makePromise()
        self.echoes = echoes
        deadline = loop.scheduleTask(in: .seconds(20)) { self.giveUp(Late()) }
    }

    /// Waits on the event loop until so many bytes have come.
    func received(_ count: Int, on loop: any EventLoop) -> EventLoopFuture<[UInt8]> {
        loop.flatSubmit {
            let promise = loop.makePromise(of: [UInt8].self)
            self.waiting = (count, promise)
            self.checkWaiting()
            return promise.futureResult
        }
    }

    private func checkWaiting() {
        guard let waiting, outcome.received.count >= waiting.count else { return }
        self.waiting = nil
        waiting.promise.succeed(outcome.received)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard let completed = event as? TLSHandshakeCompleted else { return }
        outcome.completed.append(completed)
        handshake.succeed(completed)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        outcome.received += bytes.readableBytesView
        if echoes { context.write(wrapOutboundOut(bytes), promise: nil) }
        checkWaiting()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if echoes { context.flush() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { outcome.errors.append(error) }

    /// Called without `channelInactive` before only when the pipeline could not be built.
    func handlerRemoved(context: ChannelHandlerContext) { hasEnded() }
    func channelInactive(context: ChannelHandlerContext) { hasEnded() }

    private func hasEnded() {
        deadline?.cancel()
        end.succeed(outcome)
        giveUp(outcome.errors.first ?? ChannelError.alreadyClosed)
    }

    private func giveUp(_ error: any Error) {
        handshake.fail(error)
        waiting?.promise.fail(error)
        waiting = nil
        end.fail(error)
    }
}

import AgentProtocol
import Domain
import NIOCore
import Ports
import TLS

/// The connection of one question: sends it in chunks, puts the answer together.
///
/// It belongs to one event loop.
final class OperatorConnection: ChannelInboundHandler {
    typealias InboundIn = ProtocolFrame
    typealias OutboundOut = ProtocolFrame

    private let question: OperatorQuestion
    private var chunks: ChunkSequence
    private var assembler = ChunkAssembler()
    private var controller: ControllerID?
    private var isAsked = false
    private var isDone = false
    private var timer: Scheduled<Void>?

    init(_ question: OperatorQuestion) {
        self.question = question
        chunks = ChunkSequence(of: question.body, request: Self.request)
    }

    func channelActive(context: ChannelHandlerContext) {
        guard question.claim(context.channel) else {
            isDone = true
            return context.close(promise: nil)
        }
        let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(question.timeout)) { [weak self] in
            self?.fail("no answer came within \(self?.question.timeout.text ?? "the limit")", loopBound.value)
        }
        context.fireChannelActive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard !isDone, let completed = event as? TLSHandshakeCompleted else {
            return context.fireUserInboundEventTriggered(event)
        }
        do throws(Refusal) {
            controller = try ControllerID(of: completed, cluster: question.cluster)
            send(context)
        } catch {
            finish(.failure(PortError(.rejected, "\(question.address): \(error.message)")), context)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        send(context)
        context.fireChannelWritabilityChanged()
    }

    private func send(_ context: ChannelHandlerContext) {
        guard controller != nil, !isDone else { return }
        while context.channel.isWritable, let chunk = chunks.next() {
            isAsked = isAsked || chunk.isLast
            context.writeAndFlush(wrapOutboundOut(.chunk(chunk)), promise: nil)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .chunk(let chunk): receive(chunk, context)
        case .controller(.refusal(let refusal)): receive(refusal, context)
        case .controller, .agent: fail("it sent a frame that is not for operators", context)
        }
    }

    private func receive(_ chunk: Chunk, _ context: ChannelHandlerContext) {
        guard let controller else { return }
        do throws(Refusal) {
            guard let body = try assembler.add(chunk) else { return }
            finish(.success(OperatorClient.Reply(controller: controller, body: body)), context)
        } catch {
            fail(error.message, context)
        }
    }

    /// A controller refuses only what it has not passed on; otherwise it closes the connection without a word.
    private func receive(_ refusal: Refusal, _ context: ChannelHandlerContext) {
        let text = "\(question.address) refuses: \(refusal.message)"
        finish(.failure(PortError(refusal.code == .unavailable ? .unavailable : .rejected, text)), context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case let error as TLSError where error.code == .peerRefused || error.code == .refusedByPeer:
            finish(.failure(PortError(.rejected, "\(question.address): \(error.message)")), context)
        case let error as TLSError: fail(error.message, context)
        case let fault as FrameFault: fail(fault.refusal.message, context)
        case let refusal as Refusal: fail(refusal.message, context)
        case let error: fail("\(NetworkFailure(error))", context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail("the connection ended without an answer", context)
        context.fireChannelInactive()
    }

    /// Once the last chunk has gone out, nobody knows what became of the request.
    private func fail(_ reason: String, _ context: ChannelHandlerContext) {
        let text = "\(question.address): \(reason)"
        let error =
            isAsked
            ? PortError(.outcomeUnknown, "\(text); the request may have been carried out: look before you repeat it")
            : PortError(.unavailable, text)
        finish(.failure(error), context)
    }

    private func finish(_ result: Result<OperatorClient.Reply, PortError>, _ context: ChannelHandlerContext) {
        guard !isDone else { return }
        isDone = true
        timer?.cancel()
        // First the farewell: whoever waits for the answer may end the process at once.
        context.close(promise: nil)
        question.promise.completeWith(result.mapError { $0 })
    }

    /// One request a connection.
    private static let request: UInt64 = 1
}

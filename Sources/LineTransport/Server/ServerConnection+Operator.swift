import AgentProtocol
import Domain
import NIOCore
import Ports

/// What an operator may send: requests in chunks. The answers go out as fast as the operator reads them.
extension ServerConnection {
    func receive(_ frame: ProtocolFrame, from name: OperatorName) throws(Refusal) {
        switch frame {
        case .chunk(let chunk): receive(chunk, from: name)
        case .controller(.refusal(let refusal)): logPeersRefusal(refusal)
        case .agent, .controller: throw Refusal(.wrongIdentity, "an operator may send chunks only")
        }
    }

    private func receive(_ chunk: Chunk, from name: OperatorName) {
        do throws(Refusal) {
            guard let body = try exchange.receive(chunk) else { return }
            let request = OperatorRequest(
                id: OperatorRequest.ID(connection: id, number: chunk.request),
                from: name,
                body: body,
                at: server.clock.now.instant
            )
            if !server.hub.deliver(request, on: loop) { frames.pause() }
        } catch {
            end(with: error)
        }
    }

    func answer(_ request: UInt64, with chunks: ChunkSequence) {
        exchange.answer(request, with: chunks)
        sendAnswers()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { sendAnswers() }
        context.fireChannelWritabilityChanged()
    }

    /// Sends a few chunks at a time: the acks of the agents on the same event loop must not wait for a long answer.
    private func sendAnswers() {
        guard let context else { return }
        var rest = Self.mostChunksAtOnce
        while context.channel.isWritable, exchange.isAnswering {
            guard rest > 0 else { return sendMoreAnswersLater(context) }
            rest -= 1
            guard let chunk = exchange.nextChunk() else { return }
            lastSign = .now()
            // What is not flushed counts as unsent too.
            context.writeAndFlush(wrapOutboundOut(.chunk(chunk)), promise: nil)
        }
    }

    private func sendMoreAnswersLater(_ context: ChannelHandlerContext) {
        guard !isSendingLater else { return }
        isSendingLater = true
        context.eventLoop.assumeIsolated().execute { [weak self] in
            self?.isSendingLater = false
            self?.sendAnswers()
        }
    }

    private static let mostChunksAtOnce = 4
}

import NIOCore

/// The ways in which a connection ends.
extension TLSHandler {
    package func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode == .all else {
            promise?.fail(ChannelError.operationUnsupported)
            return
        }
        switch phase {
        case .waiting, .handshaking:
            phase = .ended
            timer?.cancel()
            failPending(with: ChannelError.ioOnClosedChannel)
            context.close(promise: promise)
        case .open:
            closing = promise
            session.sayFarewell()
            awaitEnd(context, isFailed: false)
        case .ending:
            addToClosing(promise)
        case .ended:
            context.close(promise: promise)
        }
    }

    /// Reports a failure, lets the alert about it reach the peer, and closes.
    func end(_ context: ChannelHandlerContext, with error: TLSError) {
        timer?.cancel()
        phase = .ending(isFailed: true)
        failPending(with: error)
        let hasAlert = context.channel.isActive && sendAlert(context)
        context.fireErrorCaught(error)
        // The peer has said its last word, or none of us has anything to say.
        guard hasAlert else { return finish(context) }
        awaitEnd(context, isFailed: true)
        // The peer sees our end at once. Our side stays open a little: a socket that is closed with bytes unread resets
        // the connection, and the peer would lose the alert that tells it why.
        context.close(mode: .output, promise: nil)
    }

    private func sendAlert(_ context: ChannelHandlerContext) -> Bool {
        guard let alert = session.wire.takeOutbound() else { return false }
        context.writeAndFlush(wrapOutboundOut(alert), promise: nil)
        return true
    }

    /// Waits a short time for the peer's end.
    private func awaitEnd(_ context: ChannelHandlerContext, isFailed: Bool) {
        phase = .ending(isFailed: isFailed)
        sendWire(context)
        schedule(closeTimeout, context) { [unowned self] context in finish(context) }
        context.read()
    }

    /// Looks for the peer's farewell behind bytes that nobody wants any more.
    func awaitFarewell(_ context: ChannelHandlerContext) {
        guard case .ending(isFailed: false) = phase else { return }
        var unwanted = ByteBuffer()
        switch session.read(into: &unwanted) {
        case .wantsMore: return
        case .closed, .failed: finish(context)
        }
    }

    /// The peer said farewell first: say it too and close.
    func answerFarewell(_ context: ChannelHandlerContext) {
        phase = .ending(isFailed: false)
        session.sayFarewell()
        sendWire(context)
        finish(context)
    }

    func inputClosed(_ context: ChannelHandlerContext) {
        switch phase {
        case .waiting, .ended: return
        case .handshaking:
            end(context, with: TLSError(.closed, "the peer closed the connection before the TLS handshake was done"))
        case .open:
            let text = "the connection ended without the peer's farewell: what was received may lack its end"
            end(context, with: TLSError(.truncated, text))
        case .ending: finish(context)
        }
    }

    func finish(_ context: ChannelHandlerContext) {
        if case .ended = phase { return }
        phase = .ended
        timer?.cancel()
        let promise = closing
        closing = nil
        context.close(promise: promise)
    }

    func hasEnded() {
        phase = .ended
        timer?.cancel()
        closing?.succeed()
        closing = nil
    }

    private func addToClosing(_ promise: EventLoopPromise<Void>?) {
        guard let promise else { return }
        if let closing { closing.futureResult.cascade(to: promise) } else { closing = promise }
    }

    func schedule(
        _ delay: TimeAmount,
        _ context: ChannelHandlerContext,
        _ body: @escaping (ChannelHandlerContext) -> Void
    ) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: delay) { body(context) }
    }
}

extension TimeAmount {
    var text: String { "\(nanoseconds / 1_000_000) ms" }
}

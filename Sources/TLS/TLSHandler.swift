import NIOCore

/// Puts TLS between the network and the handlers after it, on either side of a connection.
///
/// It goes first into the pipeline. It fires ``TLSHandshakeCompleted`` once, and every failure as a ``TLSError`` through
/// `errorCaught`, after which it closes the channel itself. `close` says farewell to the peer first and waits for its
/// answer, `closeTimeout` at most. Writes before the handshake is done are kept, ``largestPending`` bytes at most.
/// Decrypted bytes go on as soon as they come, so the buffers are bounded by what one read of the channel takes, and
/// whoever stops reading or finds the channel not writable meets the same back-pressure as without TLS.
package final class TLSHandler: ChannelDuplexHandler {
    package typealias InboundIn = ByteBuffer
    package typealias InboundOut = ByteBuffer
    package typealias OutboundIn = ByteBuffer
    package typealias OutboundOut = ByteBuffer

    /// The most that is kept for a peer whose handshake is not done: one chunked body of a request fits.
    package static let largestPending = 256 << 10
    /// The most that libssl may answer by itself, to requests for new keys, while the peer does not read.
    static let largestUnreadAnswers = 64 << 10

    /// Where the connection is.
    enum Phase {
        /// Not connected yet. → `handshaking`, `ended`
        case waiting
        /// → `open`, `ending`, `ended`
        case handshaking
        /// → `ending`, `ended`
        case open
        /// Our farewell or alert is under way, and the peer's end is awaited for a short time. → `ended`
        case ending(isFailed: Bool)
        case ended
    }

    let session: TLSSession
    private let handshakeTimeout: TimeAmount
    let closeTimeout: TimeAmount
    var phase = Phase.waiting
    var timer: Scheduled<Void>?
    /// Completed when the channel has closed.
    var closing: EventLoopPromise<Void>?
    private var pending: [(bytes: ByteBuffer, promise: EventLoopPromise<Void>?)] = []
    private var pendingBytes = 0
    private var isFlushWanted = false
    /// Whether the handlers after us asked for bytes and got none since.
    private var isReadOwed = false
    private var unreadAnswers = 0

    /// Prepares one connection.
    ///
    /// - Throws: ``TLSError`` with the code `configuration` when the context does not fit the role.
    package init(
        context: TLSContext,
        role: TLSRole,
        handshakeTimeout: TimeAmount = .seconds(10),
        closeTimeout: TimeAmount = .seconds(1)
    ) throws(TLSError) {
        session = try TLSSession(context: context, role: role)
        self.handshakeTimeout = handshakeTimeout
        self.closeTimeout = closeTimeout
    }
}

// MARK: - From the network

extension TLSHandler {
    package func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { start(context) }
    }

    package func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        failPending(with: ChannelError.ioOnClosedChannel)
        closing?.fail(ChannelError.alreadyClosed)
        closing = nil
    }

    package func channelActive(context: ChannelHandlerContext) {
        start(context)
        context.fireChannelActive()
    }

    private func start(_ context: ChannelHandlerContext) {
        guard case .waiting = phase else { return }
        phase = .handshaking
        schedule(handshakeTimeout, context) { [unowned self] context in
            end(context, with: TLSError(.timedOut, "the TLS handshake was not done within \(handshakeTimeout.text)"))
        }
        shakeHands(context)
        // The handlers after us may not read before the handshake is done.
        context.read()
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        switch phase {
        case .waiting, .handshaking:
            session.wire.receive(&bytes)
            shakeHands(context)
        case .open:
            session.wire.receive(&bytes)
            decrypt(context)
        case .ending(isFailed: false):
            session.wire.receive(&bytes)
            awaitFarewell(context)
        case .ending(isFailed: true), .ended:
            return
        }
    }

    private func shakeHands(_ context: ChannelHandlerContext) {
        do throws(TLSError) {
            let isDone = try session.handshake()
            let completed = isDone ? try session.completed() : nil
            sendWire(context)
            guard let completed else { return }
            timer?.cancel()
            phase = .open
            // What was kept goes first: the event may make the handlers after us write more.
            sendPending(context)
            context.fireUserInboundEventTriggered(completed)
            decrypt(context)
        } catch {
            end(context, with: error)
        }
    }

    private func decrypt(_ context: ChannelHandlerContext) {
        guard case .open = phase else { return }
        // Room for all of it and for libssl to find that there is no more.
        let room = session.wire.inbound.readableBytes + 512
        var plaintext = context.channel.allocator.buffer(capacity: room)
        let readEnd = session.read(into: &plaintext)
        if readEnd == .wantsMore { sendAnswers(context) }
        if plaintext.readableBytes > 0 {
            isReadOwed = false
            context.fireChannelRead(wrapInboundOut(plaintext))
        }
        // The handlers after us may have closed the channel by now.
        guard case .open = phase else { return }
        switch readEnd {
        case .wantsMore: return
        case .closed: answerFarewell(context)
        case .failed(let error): end(context, with: error)
        }
    }

    package func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        switch phase {
        case .waiting, .ended: return
        // Nobody after us reads for our sake.
        case .handshaking, .ending: context.read()
        case .open: if isReadOwed { context.read() }
        }
    }

    package func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { unreadAnswers = 0 }
        context.fireChannelWritabilityChanged()
    }

    package func channelInactive(context: ChannelHandlerContext) {
        switch phase {
        case .waiting, .handshaking:
            end(context, with: TLSError(.closed, "the peer closed the connection before the TLS handshake was done"))
        case .open:
            let text = "the connection ended without the peer's farewell: what was received may lack its end"
            end(context, with: TLSError(.truncated, text))
        case .ending, .ended:
            break
        }
        hasEnded()
        context.fireChannelInactive()
    }

    package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // With half closure allowed the channel stays open; TLS without a farewell is over all the same.
        if let event = event as? ChannelEvent, event == .inputClosed { inputClosed(context) }
        context.fireUserInboundEventTriggered(event)
    }

    package func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // The network has failed, which says more than the truncation that follows from it.
        switch phase {
        case .waiting, .handshaking, .open: phase = .ending(isFailed: true)
        case .ending, .ended: break
        }
        timer?.cancel()
        failPending(with: error)
        context.fireErrorCaught(error)
        finish(context)
    }

    /// What libssl says by itself while it reads: new keys that the peer asked for.
    private func sendAnswers(_ context: ChannelHandlerContext) {
        guard let answer = session.wire.takeOutbound() else { return }
        unreadAnswers += context.channel.isWritable ? 0 : answer.readableBytes
        context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
        guard unreadAnswers > Self.largestUnreadAnswers else { return }
        end(context, with: TLSError(.protocolViolation, "the peer asks for new keys and does not read the answers"))
    }
}

// MARK: - To the network

extension TLSHandler {
    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let bytes = unwrapOutboundIn(data)
        switch phase {
        case .waiting, .handshaking: keep(bytes, promise)
        case .open: encrypt(bytes, promise, context)
        case .ending, .ended: promise?.fail(ChannelError.ioOnClosedChannel)
        }
    }

    package func flush(context: ChannelHandlerContext) {
        isFlushWanted = !pending.isEmpty
        context.flush()
    }

    package func read(context: ChannelHandlerContext) {
        isReadOwed = true
        context.read()
    }

    private func keep(_ bytes: ByteBuffer, _ promise: EventLoopPromise<Void>?) {
        guard pendingBytes + bytes.readableBytes <= Self.largestPending else {
            let limit = Self.largestPending
            promise?.fail(TLSError(.overflow, "more than \(limit) bytes to send before the TLS handshake was done"))
            return
        }
        pendingBytes += bytes.readableBytes
        pending.append((bytes, promise))
    }

    private func sendPending(_ context: ChannelHandlerContext) {
        let kept = pending
        pending = []
        pendingBytes = 0
        for (bytes, promise) in kept { write(context: context, data: wrapOutboundOut(bytes), promise: promise) }
        if isFlushWanted { context.flush() }
    }

    /// Bytes are encrypted at once and not at the flush, so that the channel counts them for its back-pressure.
    private func encrypt(_ bytes: ByteBuffer, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
        do throws(TLSError) {
            try session.write(bytes)
            context.write(wrapOutboundOut(session.wire.takeOutbound() ?? ByteBuffer()), promise: promise)
        } catch {
            promise?.fail(error)
            end(context, with: error)
        }
    }

    func sendWire(_ context: ChannelHandlerContext) {
        guard let bytes = session.wire.takeOutbound() else { return }
        context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
    }

    func failPending(with error: any Error) {
        let kept = pending
        pending = []
        pendingBytes = 0
        for (_, promise) in kept { promise?.fail(error) }
    }
}

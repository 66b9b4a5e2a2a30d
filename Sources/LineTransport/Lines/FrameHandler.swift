import AgentProtocol
import Domain
import NIOCore

/// Turns bytes into frames and frames into bytes, and answers what is not a frame (DESIGN 4.1).
///
/// It fires a ``FrameFault`` through `errorCaught` for every line it has refused. While it is paused it neither reads nor
/// delivers; what has come already waits as bytes.
final class FrameHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ProtocolFrame
    typealias OutboundIn = ProtocolFrame
    typealias OutboundOut = ByteBuffer

    private let codec = FrameCodec()
    private var lines = LineBuffer()
    private var context: ChannelHandlerContext?
    private var isPaused = false
    private var isReadHeld = false
    private var isDelivering = false
    private var isEnded = false

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func pause() { isPaused = true }

    func resume() {
        guard isPaused, let context else { return }
        isPaused = false
        deliver(context)
        guard !isPaused, isReadHeld else { return }
        isReadHeld = false
        context.read()
    }

    func read(context: ChannelHandlerContext) {
        guard isPaused else { return context.read() }
        isReadHeld = true
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        guard !isEnded else { return }
        lines.append(&bytes)
        deliver(context)
    }

    private func deliver(_ context: ChannelHandlerContext) {
        guard !isDelivering else { return }
        isDelivering = true
        while !isPaused, !isEnded, let line = lines.next() { deliver(line, context) }
        isDelivering = false
    }

    private func deliver(_ line: LineBuffer.Line, _ context: ChannelHandlerContext) {
        do throws(FrameFault) {
            switch line {
            case .complete(let bytes): context.fireChannelRead(wrapInboundOut(try codec.decode(bytes)))
            case .tooLong: throw FrameFault.lineTooLong
            }
        } catch {
            refuse(error, context)
        }
    }

    private func refuse(_ fault: FrameFault, _ context: ChannelHandlerContext) {
        let answer = ProtocolFrame.controller(.refusal(fault.refusal))
        write(context: context, data: NIOAny(answer), promise: nil)
        context.flush()
        context.fireErrorCaught(fault)
        if fault.endsConnection { close(context: context, mode: .all, promise: nil) }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        do throws(Refusal) {
            let line = try codec.encode(unwrapOutboundIn(data))
            context.write(wrapOutboundOut(context.channel.allocator.buffer(bytes: line)), promise: promise)
        } catch {
            promise?.fail(error)
            context.fireErrorCaught(error)
        }
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        isEnded = true
        context.close(mode: mode, promise: promise)
    }
}

import Foundation
import NIOCore
import NIOPosix
import Synchronization
import TLS

/// A peer that sends lines as they are, and reads only if it is told to.
final class RawPeer: Sendable {
    private let channel: any NIOCore.Channel
    private let recorder: LineRecorder

    private init(_ channel: any NIOCore.Channel, _ recorder: LineRecorder) {
        self.channel = channel
        self.recorder = recorder
    }

    static func connect(_ port: Int, _ configuration: TLSConfiguration, reads: Bool = true) async throws -> RawPeer {
        let context = try TLSContext(configuration)
        let recorder = LineRecorder()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.socketOption(.so_sndbuf), value: 65_536)
            // One that does not read must not have the kernel read much for it.
            .channelOption(.socketOption(.so_rcvbuf), value: reads ? 262_144 : 8192)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let role = TLSRole.client(expecting: nil)
                    let tls = try TLSHandler(context: context, role: role, handshakeTimeout: .minutes(10))
                    try channel.pipeline.syncOperations.addHandlers([tls, recorder.handler()])
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        let peer = RawPeer(channel, recorder)
        _ = try await eventually("the handshake") { recorder.isOpen || recorder.hasEnded ? true : nil }
        if !reads { try await channel.setOption(.autoRead, value: false).get() }
        return peer
    }

    var lines: [String] { recorder.lines }
    var hasEnded: Bool { recorder.hasEnded }
    var isWritable: Bool { channel.isWritable }

    func send(_ line: String) { channel.writeAndFlush(ByteBuffer(string: line + "\n"), promise: nil) }

    func readAgain() async throws { try await channel.setOption(.autoRead, value: true).get() }

    func line(_ part: String) async throws -> String {
        try await eventually("a line with \(part), after \(lines),") { lines.first { $0.contains(part) } }
    }

    /// Sends what is answered, and waits for the answer: what was sent before has then been read.
    func roundTrip(_ number: Int) async throws {
        send(#"{"dance":{}}"#)
        _ = try await eventually("answer \(number)") {
            lines.count { $0.contains("CODE_UNKNOWN_FRAME") } == number ? true : nil
        }
    }

    func end() async throws { _ = try await eventually("the end") { hasEnded ? true : nil } }

    func close() async { try? await channel.close() }
}

/// Keeps what a raw peer hears.
final class LineRecorder: Sendable {
    private struct State {
        var text: [UInt8] = []
        var isOpen = false
        var hasEnded = false
    }

    private let state = Mutex(State())

    var isOpen: Bool { state.withLock { $0.isOpen } }
    var hasEnded: Bool { state.withLock { $0.hasEnded } }
    var lines: [String] {
        let text = state.withLock { $0.text }
        return text.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }

    func handler() -> some ChannelHandler { Handler(self) }

    private final class Handler: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        private let recorder: LineRecorder
        init(_ recorder: LineRecorder) { self.recorder = recorder }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if event is TLSHandshakeCompleted { recorder.state.withLock { $0.isOpen = true } }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = unwrapInboundIn(data).readableBytesView
            recorder.state.withLock { $0.text.append(contentsOf: bytes) }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

        func channelInactive(context: ChannelHandlerContext) { recorder.state.withLock { $0.hasEnded = true } }
    }
}

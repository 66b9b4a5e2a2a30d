import AgentProtocol
import Domain
import NIOCore
import NIOEmbedded
import Testing

@testable import LineTransport

/// Lines, as they come and go.
struct FrameHandlerTests {
    /// Gathers the faults.
    private final class Faults: ChannelInboundHandler {
        typealias InboundIn = ProtocolFrame
        var faults: [FrameFault] = []
        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            if let fault = error as? FrameFault { faults.append(fault) }
        }
    }

    private let frames = FrameHandler()
    private let faults = Faults()
    private let channel: EmbeddedChannel

    init() throws {
        channel = EmbeddedChannel(handlers: [frames, faults])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    private func receive(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }
    private func delivered() throws -> ProtocolFrame? { try channel.readInbound(as: ProtocolFrame.self) }
    private func answer() throws -> String? {
        try channel.readOutbound(as: ByteBuffer.self).map { String(buffer: $0) }
    }

    private let bye = ProtocolFrame.agent(.bye(AgentFarewell(process: 1, backWithin: .seconds(1))))
    private let byeLine = #"{"bye":{"process":"1","backWithin":"1s"}}"# + "\n"

    @Test func linesAreFoundHoweverTheirBytesCome() throws {
        for byte in byeLine.utf8 { try channel.writeInbound(ByteBuffer(bytes: [byte])) }
        try receive(byeLine + byeLine + "{\"b")
        #expect(try [delivered(), delivered(), delivered(), delivered()] == [bye, bye, bye, nil])
        try receive(String(byeLine.dropFirst(3)))
        #expect(try delivered() == bye)
        #expect(try answer() == nil)
    }

    @Test(arguments: ["hello\n", "\n", "{\n", String(repeating: "x", count: 65_537), #"{"bye":[]}"# + "\n"])
    func whatIsNoFrameAtAllIsAnsweredAndEndsTheConnection(text: String) throws {
        try receive(text)
        #expect(try answer()?.hasPrefix(#"{"error":{"code":"CODE_"#) == true)
        #expect(!channel.isActive)
        #expect(faults.faults.map(\.endsConnection) == [true])
        try? receive(byeLine)
        #expect(try delivered() == nil)
    }

    @Test func aLineOfExactlyTheLimitIsRead() throws {
        let padding = String(repeating: " ", count: ProtocolLimits.longestLine - byeLine.utf8.count + 1)
        try receive(padding + byeLine)
        #expect(try delivered() == bye)
        try receive(" " + padding + byeLine)
        #expect(try answer()?.contains("CODE_LINE_TOO_LONG") == true)
    }

    @Test(arguments: [(#"{"dance":{}}"#, "CODE_UNKNOWN_FRAME"), (#"{"bye":{"process":"1"}}"#, "CODE_MALFORMED")])
    func whatIsNotAcceptedIsAnsweredAndTheConnectionGoesOn(line: String, code: String) throws {
        try receive(line + "\n" + byeLine)
        #expect(try answer()?.contains(code) == true)
        #expect(try delivered() == bye)
        #expect(channel.isActive)
    }

    @Test func whilePausedNothingIsDeliveredAndNothingIsLost() throws {
        frames.pause()
        try receive(byeLine + byeLine)
        #expect(try delivered() == nil)
        frames.resume()
        #expect(try [delivered(), delivered(), delivered()] == [bye, bye, nil])
    }
}

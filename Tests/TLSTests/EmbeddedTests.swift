import COpenSSL
import Cryptography
import NIOCore
import NIOEmbedded
import Testing
import TestSupport

@testable import TLS

/// The handler without a network, where the test decides which bytes come when, and what time it is.
struct EmbeddedTests {
    let cluster: TestCluster

    init() throws { cluster = try TestCluster() }

    /// A channel with the handler under test and a recorder after it.
    final class Side {
        let channel: EmbeddedChannel
        let recorder: Recorder
        let halfCloser = HalfCloser()

        init(_ context: TLSContext, _ role: TLSRole, on loop: EmbeddedEventLoop) throws {
            recorder = Recorder(on: loop)
            channel = EmbeddedChannel(loop: loop)
            let handler = try TLSHandler(context: context, role: role)
            try channel.pipeline.syncOperations.addHandlers([halfCloser, handler, recorder])
        }

        func connect() throws { try channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait() }

        /// All bytes that wait to go to the network.
        func takeOutbound() throws -> ByteBuffer {
            var all = ByteBuffer()
            while var bytes = try channel.readOutbound(as: ByteBuffer.self) { all.writeBuffer(&bytes) }
            return all
        }

        /// Closes the channel, with the time that the wait for the peer's farewell takes.
        func end() {
            channel.close(promise: nil)
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
            _ = try? channel.finish(acceptAlreadyClosed: true)
        }
    }

    struct Pair {
        let loop = EmbeddedEventLoop()
        let client: Side
        let server: Side

        init(_ cluster: TestCluster) throws {
            client = try Side(try cluster.context("a1"), .client(expecting: nil), on: loop)
            server = try Side(try cluster.context("c1"), .server, on: loop)
            try server.connect()
            try client.connect()
        }

        /// Carries bytes both ways, cut as `cut` says, until both are silent.
        func carry(_ cut: (Int) -> Int = { $0 }) throws {
            var isBusy = true
            while isBusy {
                isBusy = false
                for (from, to) in [(client, server), (server, client)] {
                    var bytes = try from.takeOutbound()
                    while let piece = bytes.readSlice(length: min(bytes.readableBytes, cut(bytes.readableBytes))),
                        piece.readableBytes > 0
                    {
                        isBusy = true
                        _ = try? to.channel.writeInbound(piece)
                    }
                }
                loop.run()
            }
        }

        func end() {
            client.end()
            server.end()
        }
    }

    @Test(arguments: 0..<UInt64(20))
    func bytesArriveHoweverTheNetworkCutsThem(seed: UInt64) throws {
        let pair = try Pair(cluster)
        defer { pair.end() }
        var random = SeededGenerator(seed: seed)
        let largest = 1 << Int.random(in: 0...14, using: &random)
        let sent = random.bytes(largest < 8 ? 2000 : 200_000)
        var rest = ByteBuffer(bytes: sent)
        while let piece = rest.readSlice(length: min(rest.readableBytes, Int.random(in: 1...50_000, using: &random))),
            piece.readableBytes > 0
        {
            // The first go out before the handshake is done and are kept.
            pair.client.channel.writeAndFlush(piece, promise: nil)
            try pair.carry { Int.random(in: 1...max(1, min(largest, $0)), using: &random) }
        }
        #expect(pair.server.recorder.outcome.received == sent)
        #expect(pair.server.recorder.outcome.completed.map(\.peerURIs) == [[TestCluster.uri("a1")]])
        #expect(pair.server.recorder.outcome.errors.isEmpty && pair.client.recorder.outcome.errors.isEmpty)
    }

    @Test func whatIsWrittenBeforeTheHandshakeIsKeptInOrderAndBounded() throws {
        let pair = try Pair(cluster)
        defer { pair.end() }
        let kept = ByteBuffer(repeating: 1, count: TLSHandler.largestPending - 1)
        let promises = (0..<3).map { _ in pair.loop.makePromise(of: Void.self) }
        pair.client.channel.writeAndFlush(kept, promise: promises[0])
        pair.client.channel.writeAndFlush(ByteBuffer(bytes: [2]), promise: promises[1])
        pair.client.channel.writeAndFlush(ByteBuffer(bytes: [3]), promise: promises[2])
        let error = #expect(throws: TLSError.self) { try promises[2].futureResult.wait() }
        #expect(error?.code == .overflow)
        try pair.carry()
        try promises[0].futureResult.wait()
        try promises[1].futureResult.wait()
        #expect(pair.server.recorder.outcome.received == Array(kept.readableBytesView) + [2])
    }

    @Test func aHandshakeThatTakesTooLongIsGivenUp() throws {
        let pair = try Pair(cluster)
        defer { pair.end() }
        let kept = pair.loop.makePromise(of: Void.self)
        pair.client.channel.writeAndFlush(ByteBuffer(string: "kept"), promise: kept)
        pair.loop.advanceTime(by: .milliseconds(9_999))
        #expect(pair.client.channel.isActive && pair.server.channel.isActive)
        pair.loop.advanceTime(by: .milliseconds(1))
        for side in [pair.client, pair.server] {
            #expect(!side.channel.isActive)
            #expect(side.recorder.outcome.tlsErrors.map(\.code) == [.timedOut])
            #expect(side.recorder.outcome.tlsErrors.first?.message.contains("10000 ms") == true)
        }
        #expect(throws: TLSError.self) { try kept.futureResult.wait() }
    }

    @Test func anOpenConnectionIsNotGivenUp() throws {
        let pair = try Pair(cluster)
        defer { pair.end() }
        try pair.carry()
        pair.loop.advanceTime(by: .hours(1))
        #expect(pair.client.channel.isActive && pair.server.channel.isActive)
    }

    @Test func aPeerThatDoesNotAnswerTheFarewellIsWaitedForBriefly() throws {
        let pair = try Pair(cluster)
        defer { pair.end() }
        try pair.carry()
        let closed = pair.client.channel.close()
        let second = pair.client.channel.close()
        pair.client.channel.writeAndFlush(ByteBuffer(string: "too late"), promise: nil)
        #expect(try pair.client.takeOutbound().readableBytes > 0, "our farewell")
        pair.loop.advanceTime(by: .milliseconds(999))
        #expect(pair.client.channel.isActive)
        pair.loop.advanceTime(by: .milliseconds(1))
        #expect(!pair.client.channel.isActive)
        try closed.wait()
        try second.wait()
        #expect(pair.client.recorder.outcome.errors.isEmpty)
    }

    @Test func anEndInTheMiddleOfTheHandshakeIsReported() throws {
        let pair = try Pair(cluster)
        defer { pair.end() }
        pair.server.channel.pipeline.fireChannelInactive()
        #expect(pair.server.recorder.outcome.tlsErrors.map(\.code) == [.closed])
    }

    @Test func anAlteredRecordIsNotDelivered() throws {
        let pair = try Pair(cluster)
        defer { pair.end() }
        try pair.carry()
        pair.client.channel.writeAndFlush(ByteBuffer(string: "pay 10"), promise: nil)
        var bytes = Array(try pair.client.takeOutbound().readableBytesView)
        bytes[bytes.count - 3] ^= 1
        _ = try? pair.server.channel.writeInbound(ByteBuffer(bytes: bytes))
        #expect(pair.server.recorder.outcome.received.isEmpty)
        #expect(pair.server.recorder.outcome.tlsErrors.map(\.code) == [.protocolViolation])
        // A socket that is closed at once, with bytes unread, may reset the connection and lose the alert.
        #expect(pair.server.channel.isActive && pair.server.halfCloser.isHalfClosed)
        try pair.carry()
        #expect(pair.client.recorder.outcome.tlsErrors.map(\.code) == [.refusedByPeer], "it hears the alert")
        pair.loop.advanceTime(by: .seconds(1))
        #expect(!pair.server.channel.isActive, "nor does it wait for long")
    }

    @Test func aFarewellIsAnsweredSoThatNobodyWaits() throws {
        let pair = try Pair(cluster)
        defer { pair.end() }
        try pair.carry()
        let closed = pair.server.channel.close()
        try pair.carry()
        #expect(!pair.server.channel.isActive && !pair.client.channel.isActive)
        try closed.wait()
        #expect(pair.client.recorder.outcome.errors.isEmpty && pair.server.recorder.outcome.errors.isEmpty)
    }

    @Test func whoeverAskedForBytesGetsThemAlsoWhenARecordComesInPieces() throws {
        let pair = try Pair(cluster)
        defer { pair.end() }
        try pair.carry()
        let reads = ReadCounter()
        try pair.server.channel.pipeline.syncOperations.addHandler(reads, position: .first)
        pair.client.channel.writeAndFlush(ByteBuffer(string: "hello"), promise: nil)
        var record = try pair.client.takeOutbound()
        let start = record.readSlice(length: 10)
        let half = try #require(start)
        pair.server.channel.read()
        #expect(reads.count == 1)
        try pair.server.channel.writeInbound(half)
        #expect(reads.count == 2, "half a record is nothing to the one who asked")
        try pair.server.channel.writeInbound(record)
        #expect(pair.server.recorder.outcome.received == Array("hello".utf8))
        #expect(reads.count == 2, "nobody asked for more")
    }

    /// Closes one direction as a socket does; the embedded channel would close both.
    final class HalfCloser: ChannelOutboundHandler {
        typealias OutboundIn = ByteBuffer
        private(set) var isHalfClosed = false

        func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
            guard mode == .output else { return context.close(mode: mode, promise: promise) }
            isHalfClosed = true
            promise?.succeed()
        }
    }

    /// Counts how often the channel is asked to read.
    final class ReadCounter: ChannelOutboundHandler {
        typealias OutboundIn = ByteBuffer
        private(set) var count = 0

        func read(context: ChannelHandlerContext) {
            count += 1
            context.read()
        }
    }

    @Test func aPeerThatAsksForKeysAndDoesNotReadTheAnswersIsCutOff() throws {
        let loop = EmbeddedEventLoop()
        let server = try Side(try cluster.context("c1"), .server, on: loop)
        defer { server.end() }
        try server.connect()
        let client = try TLSSession(context: try cluster.context("a1"), role: .client(expecting: nil))
        var isDone = false
        while !isDone {
            isDone = try client.handshake()
            if let bytes = client.wire.takeOutbound() { try server.channel.writeInbound(bytes) }
            var answer = try server.takeOutbound()
            client.wire.receive(&answer)
        }
        #expect(server.recorder.outcome.completed.count == 1)
        server.channel.isWritable = false
        var count = 0
        while server.channel.isActive && server.recorder.outcome.errors.isEmpty && count < 100_000 {
            #expect(SSL_key_update(client.ssl, SSL_KEY_UPDATE_REQUESTED) == 1)
            try client.write(ByteBuffer(string: "x"))
            if let bytes = client.wire.takeOutbound() { _ = try? server.channel.writeInbound(bytes) }
            count += 1
        }
        #expect(server.recorder.outcome.tlsErrors.map(\.code) == [.protocolViolation])
        let unread = try server.takeOutbound().readableBytes
        #expect(unread <= TLSHandler.largestUnreadAnswers + 1024, "\(unread) bytes of answers were kept")
    }
}

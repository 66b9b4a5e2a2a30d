import Cryptography
import NIOCore
import TLS
import Testing
import TestSupport

/// What goes through an open connection, and how it ends.
@Suite(.timeLimit(.minutes(1)))
struct StreamTests {
    let cluster: TestCluster
    let loopback = Loopback()

    init() throws { cluster = try TestCluster() }

    func connection(echoes: Bool = false, autoRead: Bool = true) async throws -> Loopback.Connection {
        let connection = try await loopback.connection(
            client: try cluster.context("a1"),
            server: try cluster.context("c1"),
            echoes: echoes,
            autoRead: autoRead
        )
        _ = try await connection.clientSide.handshake.futureResult.get()
        _ = try await connection.serverSide.handshake.futureResult.get()
        return connection
    }

    @Test func megabytesComeBackAsTheyWentWhateverTheirPieces() async throws {
        let connection = try await connection(echoes: true)
        var random = SeededGenerator(seed: 7)
        let sent = random.bytes(8 << 20)
        var rest = ByteBuffer(bytes: sent)
        while rest.readableBytes > 0 {
            let count = min(rest.readableBytes, 1 << Int.random(in: 0...18, using: &random))
            guard let piece = rest.readSlice(length: count) else { break }
            connection.client.writeAndFlush(piece, promise: nil)
        }
        let received = try await connection.clientSide.received(sent.count, on: connection.client.eventLoop).get()
        #expect(SHA256(of: received) == SHA256(of: sent))
        try await connection.client.close()
        let (client, server) = try await connection.ended()
        #expect(client.errors.isEmpty && server.errors.isEmpty)
    }

    @Test func aReaderThatStopsStopsTheWriter() async throws {
        let connection = try await connection(autoRead: false)
        let piece = ByteBuffer(repeating: 7, count: 64 << 10)
        var written = 0
        // The sockets of both sides hold some megabytes; without back-pressure this would reach the bound.
        let bound = 256 << 20
        while connection.client.isWritable && written < bound {
            try? await connection.client.eventLoop.submit {
                connection.client.writeAndFlush(piece, promise: nil)
            }.get()
            written += piece.readableBytes
        }
        #expect(written < bound, "the channel must become not writable")
        let loop = connection.server.eventLoop
        let early = try await loop.submit { connection.serverSide.outcome.received.count }.get()
        #expect(early <= 64 << 10, "nothing is read that nobody asked for")
        try await connection.server.setOption(.autoRead, value: true).get()
        #expect(try await connection.serverSide.received(written, on: loop).get().count == written)
        try await connection.server.close()
        _ = try await connection.ended()
    }

    @Test(arguments: [true, false])
    func whoeverSaysFarewellFirstTheEndIsClean(clientFirst: Bool) async throws {
        let connection = try await connection()
        try await connection.server.writeAndFlush(ByteBuffer(string: "last words"))
        _ = try await connection.clientSide.received(10, on: connection.client.eventLoop).get()
        try await (clientFirst ? connection.client : connection.server).close()
        let (client, server) = try await connection.ended()
        #expect(client.errors.isEmpty && server.errors.isEmpty)
    }

    @Test func wordsJustBeforeTheFarewellArrive() async throws {
        let connection = try await connection()
        connection.server.write(ByteBuffer(repeating: 7, count: 1 << 20), promise: nil)
        connection.server.flush()
        try await connection.server.close()
        let (client, server) = try await connection.ended()
        #expect(client.received.count == 1 << 20)
        #expect(client.errors.isEmpty && server.errors.isEmpty)
    }

    @Test func anEndWithoutFarewellIsATruncation() async throws {
        let connection = try await connection()
        try await connection.server.writeAndFlush(ByteBuffer(string: "half a sen"))
        _ = try await connection.clientSide.received(10, on: connection.client.eventLoop).get()
        try await connection.server.triggerUserOutboundEvent(Scissors.Cut()).get()
        let (client, _) = try await connection.ended()
        #expect(client.tlsErrors.map(\.code) == [.truncated])
        #expect(client.received == Array("half a sen".utf8))
    }
}

import Cryptography
import NIOCore
import TLS
import Testing

@Suite(.timeLimit(.minutes(1)))
struct HandshakeTests {
    let cluster: TestCluster
    let loopback = Loopback()

    init() throws { cluster = try TestCluster() }

    @Test func bothSidesLearnWhoThePeerIs() async throws {
        let connection = try await loopback.connection(
            client: try cluster.context("a1"),
            server: try cluster.context("c1"),
            expecting: ServerName("127.0.0.1")
        )
        let atClient = try await connection.clientSide.handshake.futureResult.get()
        let atServer = try await connection.serverSide.handshake.futureResult.get()
        #expect(atClient.peerURIs == [TestCluster.uri("c1")])
        #expect(atServer.peerURIs == [TestCluster.uri("a1")])
        #expect(atServer.peer == cluster.issued["a1"])
        #expect(atClient.version == "TLSv1.3" && atServer.version == "TLSv1.3")
        #expect(atClient.warnings.isEmpty && atServer.warnings.isEmpty)
        try await connection.client.close()
        let (client, server) = try await connection.ended()
        #expect(client.errors.isEmpty && server.errors.isEmpty, "a clean end is no error")
        #expect(client.completed.count == 1 && server.completed.count == 1)
    }

    @Test func theHandshakeIsDoneAlsoWhenNobodyReads() async throws {
        let connection = try await loopback.connection(
            client: try cluster.context("a1"),
            server: try cluster.context("c1"),
            autoRead: false
        )
        #expect(try await connection.serverSide.handshake.futureResult.get().peerURIs == [TestCluster.uri("a1")])
        try await connection.server.close()
        _ = try await connection.ended()
    }

    @Test(arguments: Refusal.all)
    func whoMustNotComeInIsRefusedAndToldWhy(refusal: Refusal) async throws {
        let (client, server, name) = try refusal.contexts(cluster)
        let connection = try await loopback.connection(client: client, server: server, expecting: name)
        // Bytes that the refusing side will never read must not wipe out its alert.
        connection.client.writeAndFlush(ByteBuffer(repeating: 7, count: 100_000), promise: nil)
        let (atClient, atServer) = try await connection.ended()
        let (refusing, refused) = refusal.atServer ? (atServer, atClient) : (atClient, atServer)

        #expect(refusing.tlsErrors.map(\.code) == [.peerRefused], "\(refusing.errors)")
        #expect(refusing.tlsErrors.first?.message.contains(refusal.reason) == true, "\(refusing.errors)")
        #expect(refused.tlsErrors.map(\.code) == [.refusedByPeer], "\(refused.errors)")
        #expect(refused.tlsErrors.first?.message.contains(refusal.told) == true, "\(refused.errors)")
        #expect(refusing.completed.isEmpty && refusing.received.isEmpty)
        #expect(refused.received.isEmpty)
    }

    @Test func aPeerThatDoesNotSpeakTLSIsRefused() async throws {
        let server = try cluster.context("c1")
        let listening = try await loopback.listen { server }
        let plain = try await loopback.connectPlain(port: listening.port)
        try await plain.writeAndFlush(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        var accepted = listening.accepted.makeAsyncIterator()
        let outcome = try await #require(await accepted.next()).1.end.futureResult.get()
        #expect(outcome.tlsErrors.map(\.code) == [.protocolViolation])
        #expect(outcome.tlsErrors.first?.message.contains("does not speak TLS") == true, "\(outcome.errors)")
        try? await plain.close()
        try await listening.channel.close()
    }
}

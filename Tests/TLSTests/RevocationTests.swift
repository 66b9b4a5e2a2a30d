import Cryptography
import Domain
import NIOCore
import TLS
import Testing

@Suite(.timeLimit(.minutes(1)))
struct RevocationTests {
    let cluster: TestCluster
    let loopback = Loopback()

    init() throws { cluster = try TestCluster() }

    /// Connects once and gives what the server learned.
    func handshake(_ client: TLSContext, _ server: TLSContext) async throws -> TLSHandshakeCompleted {
        let connection = try await loopback.connection(client: client, server: server)
        let completed = try await connection.serverSide.handshake.futureResult.get()
        try await connection.client.close()
        _ = try await connection.ended()
        return completed
    }

    @Test func anOverdueListWarnsAndLetsPass() async throws {
        let list = try cluster.revoke([], from: .seconds(-3600), to: .seconds(-60))
        let server = try cluster.context("c1", revocationListFile: list)
        let warning = TLSWarning.revocationListOverdue(
            file: list,
            issuer: "CN=test authority",
            since: cluster.now + .seconds(-60)
        )
        #expect(server.warnings(at: cluster.now, ahead: .zero) == [warning])
        #expect(try await handshake(try cluster.context("a1"), server).warnings == [warning])
    }

    @Test func aListFromTheFutureWarnsAndLetsPass() async throws {
        let list = try cluster.revoke([], from: .seconds(600))
        let server = try cluster.context("c1", revocationListFile: list)
        let warning = TLSWarning.revocationListEarly(
            file: list,
            issuer: "CN=test authority",
            until: cluster.now + .seconds(600)
        )
        #expect(server.warnings(at: cluster.now, ahead: .zero) == [warning])
        #expect(try await handshake(try cluster.context("a1"), server).warnings == [warning])
    }

    @Test(arguments: ["second authority", "test authority"])
    func anAuthorityWithoutAListWarnsAndLetsPass(name: String) async throws {
        // A change of authorities: both are trusted, and only the old one has a list. A new key may bear the old name.
        let list = try cluster.revoke([])
        let second = try TestCluster(name: name)
        let both = try PEMFile.read(cluster.trustFile) + PEMFile.read(second.trustFile)
        try PEMFile.create(cluster.file("both.pem"), String(decoding: both, as: UTF8.self), access: .everyone)
        let identity = try cluster.identity("c1")
        let server = try TLSContext(
            .mutual(identity: identity, trustFile: cluster.file("both.pem"), revocationListFile: list)
        )
        let client = try TLSContext(second.configuration(try second.identity("a1"), trustFile: cluster.trustFile))
        #expect(
            try await handshake(client, server).warnings == [.noRevocationList(file: list, issuer: "CN=\(name)")]
        )
        #expect(try await handshake(try cluster.context("a2"), server).warnings.isEmpty)
    }

    @Test func aReloadConcernsNewConnectionsAndTellsWhichOldOnesToClose() async throws {
        let (first, second) = (try cluster.context("a1"), try cluster.context("a2"))
        let list = try cluster.revoke([])
        let tls = ReloadableTLS(try cluster.context("c1", revocationListFile: list))
        let listening = try await loopback.listen({ tls.current }, echoes: true)
        var accepted = listening.accepted.makeAsyncIterator()
        let (old, oldSide) = try await loopback.connect(first, port: listening.port)
        let oldServerSide = try #require(await accepted.next()).1
        let peer = try await oldServerSide.handshake.futureResult.get().peer
        #expect(!tls.current.isRevoked(peer))

        try cluster.revoke(["a1"])
        #expect(!tls.current.isRevoked(peer), "nothing changes before the reload")
        try tls.reload()
        #expect(tls.current.isRevoked(peer))
        #expect(tls.current.revokedSerials == [peer.serial])

        try await old.writeAndFlush(ByteBuffer(string: "still here"))
        #expect(try await oldSide.received(10, on: old.eventLoop).get() == Array("still here".utf8))

        let (_, refusedSide) = try await loopback.connect(first, port: listening.port)
        #expect(try await refusedSide.end.futureResult.get().tlsErrors.map(\.code) == [.refusedByPeer])
        _ = await accepted.next()
        let (welcome, welcomeSide) = try await loopback.connect(second, port: listening.port)
        try await welcome.writeAndFlush(ByteBuffer(string: "welcome"))
        #expect(try await welcomeSide.received(7, on: welcome.eventLoop).get() == Array("welcome".utf8))

        for channel in [old, welcome, listening.channel] { try await channel.close() }
    }

    @Test func aReloadThatFailsLeavesTheOldContext() throws {
        _ = try cluster.identity("a1")
        let list = try cluster.revoke(["a1"])
        let tls = ReloadableTLS(try cluster.context("c1", revocationListFile: list))
        try PEMFile.replace(list, "damaged", access: .everyone)
        let error = #expect(throws: TLSError.self) { try tls.reload() }
        #expect(error?.message.contains(list) == true)
        #expect(tls.current.revokedSerials == [try #require(cluster.issued["a1"]).serial])
    }
}

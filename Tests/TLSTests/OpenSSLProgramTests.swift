import NIOCore
import NIOPosix
import TLS
import Testing

/// The real `openssl` on the other side of the connection.
@Suite(.timeLimit(.minutes(1)))
struct OpenSSLProgramTests {
    let cluster: TestCluster
    let loopback = Loopback()

    init() throws { cluster = try TestCluster() }

    func client(_ name: String, port: Int, _ options: String...) throws -> Program {
        let identity = try cluster.identity(name)
        return try Program(
            [
                "openssl", "s_client", "-connect", "127.0.0.1:\(port)", "-CAfile", cluster.trustFile, "-cert",
                identity.certificateFile, "-key", identity.keyFile, "-verify_return_error", "-verify_ip", "127.0.0.1",
            ] + options
        )
    }

    func server(_ name: String, _ options: String...) async throws -> (program: Program, port: Int) {
        let identity = try cluster.identity(name)
        let program = try Program(
            [
                "openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", identity.certificateFile, "-key",
                identity.keyFile, "-CAfile", cluster.trustFile, "-verify_return_error",
            ] + options
        )
        let output = try await program.output { $0.contains("ACCEPT 127.0.0.1:") && $0.contains("\n") }
        let digits = output.split(separator: "ACCEPT 127.0.0.1:")[1].prefix(while: \.isNumber)
        return (program, try #require(Int(digits)))
    }

    @Test func anOpenSSLClientTalksToOurServerAndBothSayFarewell() async throws {
        let context = try cluster.context("c1")
        let listening = try await loopback.listen({ context }, echoes: true)
        let program = try client("a1", port: listening.port)
        var accepted = listening.accepted.makeAsyncIterator()
        let side = try #require(await accepted.next()).1
        #expect(try await side.handshake.futureResult.get().peerURIs == [TestCluster.uri("a1")])
        let connected = try await program.output { $0.contains("Verify return code") }
        #expect(connected.contains("Verify return code: 0 (ok)") && connected.contains("TLSv1.3"))

        // A line with K asks for new keys in both directions; the talk goes on with them.
        try program.write("hello\n")
        try await program.output { $0.contains("hello") }
        try program.write("K\n")
        try await program.output { $0.contains("KEYUPDATE") }
        try program.write("again\n")
        try await program.output { $0.contains("again") }
        program.endInput()
        #expect(try await program.status() == 0)
        #expect(!program.output.contains("Session Ticket"), "a resumed session would skip the revocation list")
        let outcome = try await side.end.futureResult.get()
        #expect(outcome.received == Array("hello\nagain\n".utf8))
        #expect(outcome.errors.isEmpty, "it said farewell: \(outcome.errors)")
        try await listening.channel.close()
    }

    @Test func anOpenSSLClientOfTLS12IsRefusedAndTold() async throws {
        let context = try cluster.context("c1")
        let listening = try await loopback.listen { context }
        let program = try client("a1", port: listening.port, "-tls1_2")
        var accepted = listening.accepted.makeAsyncIterator()
        let outcome = try await #require(await accepted.next()).1.end.futureResult.get()
        #expect(outcome.tlsErrors.map(\.code) == [.protocolViolation])
        #expect(outcome.tlsErrors.first?.message == "the peer speaks no version of TLS that is allowed here")
        #expect(try await program.status() != 0)
        #expect(program.output.contains("alert protocol version"))
        try await listening.channel.close()
    }

    @Test func anOpenSSLClientThatIsRevokedIsTold() async throws {
        let identity = try cluster.identity("a1")
        let context = try cluster.context("c1", revocationListFile: try cluster.revoke(["a1"]))
        let listening = try await loopback.listen { context }
        let program = try Program([
            "openssl", "s_client", "-connect", "127.0.0.1:\(listening.port)", "-CAfile", cluster.trustFile, "-cert",
            identity.certificateFile, "-key", identity.keyFile,
        ])
        #expect(try await program.status() != 0)
        #expect(program.output.contains("alert certificate revoked"), "\(program.output)")
        try await listening.channel.close()
    }

    @Test func ourClientTalksToAnOpenSSLServerAndBothSayFarewell() async throws {
        let (program, port) = try await server("c1", "-Verify", "1", "-tls1_3")
        let (channel, side) = try await loopback.connect(
            try cluster.context("a1"),
            port: port,
            expecting: ServerName("127.0.0.1")
        )
        #expect(try await side.handshake.futureResult.get().peerURIs == [TestCluster.uri("c1")])
        try await channel.writeAndFlush(ByteBuffer(string: "hello\n"))
        try await program.output { $0.contains("hello") }
        try program.write("world\n")
        #expect(try await side.received(6, on: channel.eventLoop).get() == Array("world\n".utf8))
        try await channel.close()
        #expect(try await side.end.futureResult.get().errors.isEmpty)
        // It says DONE after a farewell, and ERROR when the connection just ends.
        let output = try await program.output { $0.contains("DONE") || $0.contains("ERROR") }
        #expect(!output.contains("ERROR"), "\(output)")
    }

    @Test func anOpenSSLServerThatSaysFarewellFirstIsNoTruncation() async throws {
        let (program, port) = try await server("c1", "-www")
        let (channel, side) = try await loopback.connect(try cluster.context("a1"), port: port)
        try await channel.writeAndFlush(ByteBuffer(string: "GET / HTTP/1.0\r\n\r\n"))
        let outcome = try await side.end.futureResult.get()
        #expect(String(decoding: outcome.received, as: UTF8.self).hasPrefix("HTTP/1.0 200 ok"))
        #expect(outcome.errors.isEmpty, "\(outcome.errors) \(program.output)")
    }

    @Test func anOpenSSLServerOfTLS12IsRefusedByTheClusterAndTakenByAWebProbe() async throws {
        let (program, port) = try await server("c1", "-tls1_2")
        let (_, refusedSide) = try await loopback.connect(try cluster.context("a1"), port: port)
        let outcome = try await refusedSide.end.futureResult.get()
        #expect(outcome.tlsErrors.count == 1 && outcome.completed.isEmpty)
        #expect(outcome.tlsErrors.first?.message.contains("version of TLS") == true, "\(outcome.errors)")

        let web = try TLSContext(.web(trust: .file(cluster.trustFile)))
        let (channel, side) = try await loopback.connect(web, port: port, expecting: ServerName("localhost"))
        let completed = try await side.handshake.futureResult.get()
        #expect(completed.version == "TLSv1.2")
        #expect(completed.peer.notAfter == cluster.issued["c1"]?.notAfter)
        try await channel.writeAndFlush(ByteBuffer(string: "hello\n"))
        try await program.output { $0.contains("hello") }
        try await channel.close()
        #expect(try await side.end.futureResult.get().errors.isEmpty)
    }

    @Test func anOpenSSLServerKilledWithoutFarewellIsATruncation() async throws {
        let (program, port) = try await server("c1")
        let (_, side) = try await loopback.connect(try cluster.context("a1"), port: port)
        _ = try await side.handshake.futureResult.get()
        // Only once the server has read our side of the handshake is its end not a reset.
        try await program.output { $0.contains("CIPHER is") }
        program.kill()
        #expect(try await side.end.futureResult.get().tlsErrors.map(\.code) == [.truncated])
    }
}

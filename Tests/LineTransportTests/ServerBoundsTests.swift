import Domain
import LineTransport
import NIOCore
import NIOPosix
import Ports
import TLS
import Testing

/// What one peer cannot do to the others.
struct ServerBoundsTests {
    let cluster: TestCluster

    init() throws { cluster = try TestCluster() }

    @Test func aPeerThatDoesNotReadIsCutOff() async throws {
        try await TestServer.run(in: cluster, change: { $0.mostUnsentBytes = 65_536 }) { test in
            let agent = try await test.connect(cluster.issue(.agent), reads: false)
            agent.send(Line.hello)
            _ = try await test.events.first("connected") { $0 == .connected(1, .agent) }
            let order = HookOrder(
                key: HookKey(execution: "e", step: "s", attempt: 1),
                purpose: .run,
                term: 1,
                application: "printapp",
                epoch: 1,
                hook: "deploy",
                parameters: ["BLOB": String(repeating: "x", count: 60_000)],
                timeout: .seconds(1)
            )
            let reason = try await eventually("the end") { () -> String? in
                for _ in 0..<20 { test.server.send(.hookOrder(order), to: "east-1") }
                for case .disconnected(_, _, let reason) in test.events.all { return reason }
                return nil
            }
            #expect(reason.contains("does not read"))
        }
    }

    @Test func aPeerThatSaysNothingIsCutOff() async throws {
        try await TestServer.run(in: cluster, change: { $0.helloTimeout = .milliseconds(150) }) { test in
            let mute = try await test.connect(cluster.issue(.agent))
            #expect(try await mute.line("CODE_TOO_SLOW").contains("did not say hello"))
            try await mute.end()
            #expect(test.events.all.isEmpty)
        }
        try await TestServer.run(in: cluster, change: { $0.agentSilence = .milliseconds(200) }) { test in
            let silent = try await test.connect(cluster.issue(.agent))
            silent.send(Line.hello)
            #expect(try await test.disconnected().contains("sent nothing for 200 ms"))
            try await silent.end()
        }
    }

    @Test func aConnectionWithoutAHandshakeIsCutOff() async throws {
        try await TestServer.run(in: cluster, change: { $0.handshakeTimeout = .milliseconds(150) }) { test in
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: "127.0.0.1", port: test.server.port).get()
            try await channel.closeFuture.get()
            #expect(test.events.all.isEmpty)
        }
    }

    @Test func beyondTheLimitConnectionsAreTurnedAwayAndComeInAgainWhenThereIsRoom() async throws {
        try await TestServer.run(in: cluster, change: { $0.mostConnections = 1 }) { test in
            let configuration = try cluster.issue(.agent)
            let first = try await test.connect(configuration)
            // A client's handshake ends before the server's does: what is known of the first is what the server says.
            first.send(Line.hello)
            _ = try await test.events.first("connected") { $0 == .connected(1, .agent) }
            let second = try await test.connect(configuration)
            #expect(try await second.line("CODE_UNAVAILABLE").contains("as many connections"))
            try await second.end()
            await first.close()
            _ = try await test.disconnected()
            func isIn() -> Bool { test.events.all.count { if case .connected = $0 { true } else { false } } == 2 }
            for _ in 0..<100 {
                let next = try await test.connect(configuration)
                next.send(Line.hello)
                _ = try await eventually("an answer") { next.hasEnded || isIn() ? true : nil }
                if isIn() { return }
            }
            Issue.record("there is room, but nobody comes in")
        }
    }

    @Test func strangersTakeNoPlaceAwayFromAgents() async throws {
        let limits = { (limits: inout AgentServer.Configuration) in
            limits.mostConnections = 1
            limits.mostHandshakes = 3
        }
        try await TestServer.run(in: cluster, change: limits) { test in
            var strangers: [any NIOCore.Channel] = []
            for _ in 0..<5 {
                let stranger = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .connect(host: "127.0.0.1", port: test.server.port).get()
                strangers.append(stranger)
            }
            // Which of them came first, the server's event loops decide: only their number is certain.
            func count() -> Int { strangers.count { $0.isActive } }
            _ = try await eventually("room for three") { count() == 3 ? true : nil }
            let agent = try await test.connect(cluster.issue(.agent))
            agent.send(Line.hello)
            _ = try await test.events.first("connected") { if case .connected = $0 { true } else { false } }
            // The agent was the fourth that waited, and went before the last two.
            _ = try await eventually("the end of a third") { count() == 2 ? true : nil }
            try await agent.roundTrip(1)
            #expect(count() == 2)
            for stranger in strangers where stranger.isActive { try await stranger.close() }
        }
    }

    @Test func aCertificateThatEndsWhileItsConnectionIsOpenEndsItToo() async throws {
        let configuration = try cluster.issue(.agent)
        let end = try #require(try TLSContext(configuration).certificate?.notAfter)
        let clock = WallClock(end + .milliseconds(-200))
        try await TestServer.run(in: cluster, clock: clock) { test in
            let agent = try await test.connect(configuration)
            agent.send(Line.hello)
            _ = try await test.events.first("connected") { if case .connected = $0 { true } else { false } }
            clock.set(end)
            // Its last instant is a good one: looked at again and again, it is let alone.
            for number in 1...100 { try await agent.roundTrip(number) }
            #expect(!agent.hasEnded)
            clock.set(end + .milliseconds(1))
            #expect(try await agent.line("CODE_WRONG_IDENTITY").contains("the certificate ended at"))
            #expect(try await test.disconnected().contains("the certificate ended at"))
        }
    }

    @Test func aPeerThatIsNotLetInIsLoggedOnceForItsReason() async throws {
        let log = LogLines()
        try await TestServer.run(in: cluster, logger: log.logger) { test in
            for text in ["GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", ""] {
                let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .connect(host: "127.0.0.1", port: test.server.port).get()
                if text.isEmpty {
                    try await channel.close()
                } else {
                    try await channel.writeAndFlush(ByteBuffer(string: text))
                    try await channel.closeFuture.get()
                }
            }
            _ = try await eventually("both reasons") { log.allReasons.count == 2 ? true : nil }
            #expect(log.count(of: "a peer was not let in") == 2)
            #expect(log.allReasons.first?.contains("does not speak TLS") == true, "\(log.allReasons)")
            #expect(log.count(of: "a connection ended") == 0)
        }
    }

    @Test func anAgentThatFloodsWaitsWhileTheOthersAreHeard() async throws {
        try await TestServer.run(in: cluster, hasReader: false) { test in
            let flooding = try await test.connect(cluster.issue(.agent))
            let text = String(repeating: "x", count: 8000)
            let count = 300
            flooding.send(Line.hello)
            for number in 0..<20 { flooding.send(Line.output("\(number) \(text)")) }
            try await flooding.roundTrip(1)
            for number in 20..<count { flooding.send(Line.output("\(number) \(text)")) }
            let other = try await test.connect(cluster.issue(.agent(region: "us-west-2", id: "west-1")))
            other.send(Line.hello)
            other.send(Line.report(1))
            // Time enough to read all that the other sends, if it were read.
            for number in 1...50 { try await other.roundTrip(number) }
            #expect(!flooding.isWritable)
            try await test.read { _ in true }
            #expect(test.reports == [1])
            #expect((20...64).contains(test.outputs.count))
            try await test.read { _ in test.outputs.count == count }
            #expect(test.outputs == (0..<count).map { "\($0)" })
        }
    }

    @Test func whileTheReaderIsSlowAnAgentsNewerReportTakesThePlaceOfItsOlderOne() async throws {
        try await TestServer.run(in: cluster, hasReader: false) { test in
            let agent = try await test.connect(cluster.issue(.agent))
            agent.send(Line.hello)
            for number in 1...1000 { agent.send(Line.report(number)) }
            try await agent.roundTrip(1)
            try await test.read { _ in !test.reports.isEmpty }
            #expect(test.reports == [1000])
        }
    }

    @Test func aReloadClosesTheConnectionsOfRevokedCertificatesOnly() async throws {
        try await TestServer.run(in: cluster) { test in
            let lost = try cluster.issue(.agent)
            let kept = try cluster.issue(.agent(region: "us-west-2", id: "west-1"))
            let lostPeer = try await test.connect(lost)
            let keptPeer = try await test.connect(kept)
            lostPeer.send(Line.hello)
            keptPeer.send(Line.hello)
            _ = try await eventually("both") { test.events.all.count == 4 ? true : nil }
            try cluster.revoke(lost)
            try test.server.reloadTLS()
            #expect(try await lostPeer.line("CODE_WRONG_IDENTITY").contains("revoked"))
            try await lostPeer.end()
            keptPeer.send(Line.report(1))
            _ = try await eventually("the report") { test.reports == [1] ? true : nil }
            let again = try await test.connect(lost)
            try await again.end()
        }
    }
}

extension TestServer {
    /// The first words of the outputs that were received.
    fileprivate var outputs: [String] {
        events.all.compactMap {
            guard case .received(let received) = $0, case .hookOutput(let output) = received.message else { return nil }
            return String(output.text.prefix { $0 != " " })
        }
    }
}

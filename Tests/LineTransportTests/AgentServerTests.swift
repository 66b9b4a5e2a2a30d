import Domain
import LineTransport
import Ports
import TLS
import Testing

/// What agents may say, and who they are.
struct AgentServerTests {
    let cluster: TestCluster

    init() throws { cluster = try TestCluster() }

    @Test func anAgentIsWhoItsCertificateSaysAndGetsItsAnswers() async throws {
        try await TestServer.run(in: cluster) { test in
            let agent = try await test.connect(cluster.issue(.agent))
            agent.send(Line.hello)
            agent.send(Line.report(1))
            _ = try await eventually("the report") { test.reports.isEmpty ? nil : true }
            let events = test.events.all
            #expect(events.first == .connected(1, .agent))
            for case .received(let received) in events {
                #expect(received.agent == "east-1" && received.region == "us-east-1" && received.connection == 1)
                #expect(received.time == StandingClock.instant)
            }
            let ack = ReportAck(process: 1, number: 1, reportEvery: .seconds(1), leases: [])
            test.server.send(.ack(ack), to: "east-1")
            test.server.send(.ack(ack), to: "nobody")
            let line = try await agent.line("ack")
            #expect(line == #"{"ack":{"process":"1","number":"1","reportEvery":"1s"}}"#)
            await agent.close()
            #expect(try await test.disconnected() == "the peer closed the connection")
        }
    }

    @Test(arguments: [
        (PeerIdentity.agent, [Line.report(1)], "CODE_OUT_OF_ORDER"),
        (.agent, [Line.hello, Line.chunk("{}")], "CODE_WRONG_IDENTITY"),
        (.agent, [Line.hello, #"{"hookStop":{"key":{"execution":"e","step":"s"}}}"#], "CODE_WRONG_IDENTITY"),
        (.agent, [Line.hello, #"{"report":{"process":"2","number":"1"}}"#], "CODE_OUT_OF_ORDER"),
        (.agent, [Line.hello, #"{"bye":{"process":"2","backWithin":"9s"}}"#], "CODE_OUT_OF_ORDER"),
        (.agent, [Line.hello, #"{"dance":{}}"#], "CODE_UNKNOWN_FRAME"),
        (.operator, [Line.hello], "CODE_WRONG_IDENTITY"),
        (.operator, [Line.report(1)], "CODE_WRONG_IDENTITY"),
    ])
    func aFrameOutOfPlaceIsRefusedAndNotDelivered(peer: PeerIdentity, lines: [String], code: String) async throws {
        try await TestServer.run(in: cluster) { test in
            let raw = try await test.connect(cluster.issue(peer))
            for line in lines { raw.send(line) }
            _ = try await raw.line(code)
            #expect(!raw.hasEnded)
            await raw.close()
            _ = try await eventually("the end") { peer == .agent && lines.count == 1 || test.hasEnded ? true : nil }
            let received = test.events.all.filter { if case .received = $0 { true } else { false } }
            #expect(received.count == lines.count - 1)
            #expect(!test.events.all.contains { if case .requested = $0 { true } else { false } })
        }
    }

    @Test func anErrorIsNeverAnswered() async throws {
        try await TestServer.run(in: cluster) { test in
            let agent = try await test.connect(cluster.issue(.agent))
            agent.send(Line.hello)
            agent.send(#"{"error":{"code":"CODE_UNAVAILABLE","message":"no"}}"#)
            agent.send(Line.report(1))
            _ = try await eventually("the report") { test.reports.isEmpty ? nil : true }
            #expect(agent.lines.isEmpty)
        }
    }

    @Test func reportNumbersGrowWithinAProcessAcrossConnections() async throws {
        try await TestServer.run(in: cluster) { test in
            let configuration = try cluster.issue(.agent)
            let first = try await test.connect(configuration)
            for line in [Line.hello, Line.report(5), Line.report(5), Line.report(4), Line.report(6)] {
                first.send(line)
            }
            _ = try await first.line("report 4 is not newer than report 5")
            let second = try await test.connect(configuration)
            for line in [Line.hello, Line.report(6), Line.report(7)] { second.send(line) }
            _ = try await second.line("CODE_OUT_OF_ORDER")
            _ = try await eventually("report 7") { test.reports.last == 7 ? true : nil }
            #expect(test.reports == test.reports.sorted() && Set(test.reports).count == test.reports.count)
            #expect(!test.reports.contains(4))
        }
    }

    @Test(arguments: [
        ["spiffe://test/controller/b"], ["spiffe://other/agent/us-east-1/east-1"], [],
        ["spiffe://test/agent/us-east-1/a", "spiffe://test/operator/eve"], ["https://test/agent/us-east-1/a"],
    ])
    func aCertificateThatIsNotOneAgentsOrOperatorsIsTurnedAway(uris: [String]) async throws {
        try await TestServer.run(in: cluster) { test in
            let raw = try await test.connect(cluster.issue(uris: uris))
            raw.send(Line.hello)
            _ = try await raw.line("CODE_WRONG_IDENTITY")
            try await raw.end()
            #expect(test.events.all.isEmpty)
        }
    }

    @Test func theNewestConnectionOfAnAgentWins() async throws {
        try await TestServer.run(in: cluster) { test in
            let configuration = try cluster.issue(.agent)
            let older = try await test.connect(configuration)
            older.send(Line.hello)
            _ = try await test.events.first("connected") { $0 == .connected(1, .agent) }
            let newer = try await test.connect(configuration)
            newer.send(Line.hello)
            _ = try await older.line("CODE_REPLACED")
            try await older.end()
            newer.send(Line.report(1))
            _ = try await eventually("the report") { test.reports.isEmpty ? nil : true }
            let ends = test.events.all.compactMap {
                switch $0 {
                case .connected(let id, _): "+\(id)"
                case .disconnected(let id, _, _): "-\(id)"
                case .received, .requested: nil
                }
            }
            #expect(ends == ["+1", "-1", "+2"])
            #expect(!newer.hasEnded)
        }
    }

    @Test func anAgentOfAnotherRegionCannotTakeTheNameOfOne() async throws {
        try await TestServer.run(in: cluster) { test in
            let agent = try await test.connect(cluster.issue(.agent))
            agent.send(Line.hello)
            _ = try await test.events.first("connected") { $0 == .connected(1, .agent) }
            let other = try await test.connect(cluster.issue(.agent(region: "us-west-2", id: "east-1")))
            other.send(Line.hello)
            _ = try await other.line("CODE_WRONG_IDENTITY")
            try await other.end()
            #expect(!agent.hasEnded && test.events.all.count == 2)
        }
    }
}

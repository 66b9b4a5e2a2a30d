import Domain
import LineTransport
import Ports
import TLS
import Testing

/// Requests of operators and their answers.
struct OperatorTests {
    let cluster: TestCluster

    init() throws { cluster = try TestCluster() }

    private func client(_ configuration: TLSConfiguration? = nil, answerTimeout: Duration = .seconds(600)) throws
        -> OperatorClient
    {
        let context = try TLSContext(configuration ?? cluster.issue(.operator))
        return OperatorClient(
            cluster: TestCluster.name,
            tls: context,
            connectTimeout: .seconds(600),
            answerTimeout: answerTimeout
        )
    }

    /// Asks while the body of the test answers as a controller does.
    private func ask(
        _ client: OperatorClient,
        _ body: [UInt8],
        _ test: TestServer,
        answer: (OperatorRequest) -> [UInt8]?
    ) async throws -> OperatorClient.Reply {
        let address = NetworkAddress(host: "127.0.0.1", port: test.server.port)
        async let reply = client.ask(body, at: address)
        let event = try await test.events.first("the request") { if case .requested = $0 { true } else { false } }
        if case .requested(let request) = event, let text = answer(request) {
            test.server.answer(request.id, with: text)
        }
        return try await reply
    }

    @Test func longRequestsAndAnswersComeWhole() async throws {
        let question = Array(String(repeating: "wäs? \"\n", count: 20_000).utf8)
        let text = Array(String(repeating: "dås! \\ ", count: 80_000).utf8)
        try await TestServer.run(in: cluster, change: { $0.mostUnsentBytes = 65_536 }) { test in
            let reply = try await ask(try client(), question, test) { request in
                #expect(request.from == "ann" && request.body == question && request.time == StandingClock.instant)
                return text
            }
            #expect(reply.controller == "a" && reply.body == text)
            #expect(test.events.all.first == .connected(1, .operator))
            #expect(try await test.disconnected() == "the peer closed the connection")
        }
    }

    @Test func anAnswerWaitsForAnOperatorThatReadsLate() async throws {
        let text = Array(String(repeating: "x", count: 800_000).utf8)
        try await TestServer.run(in: cluster, change: { $0.mostUnsentBytes = 65_536 }) { test in
            let late = try await test.connect(cluster.issue(.operator), reads: false)
            late.send(Line.chunk("{}"))
            let event = try await test.events.first("the request") { if case .requested = $0 { true } else { false } }
            if case .requested(let request) = event { test.server.answer(request.id, with: text) }
            let other = try await test.connect(cluster.issue(.agent))
            for number in 1...100 { try await other.roundTrip(number) }
            try await late.readAgain()
            _ = try await late.line(#""last":true"#)
            #expect(late.lines.map(\.utf8.count).reduce(0, +) > text.count)
        }
    }

    @Test func anOperatorThatNeverReadsItsAnswerIsCutOff() async throws {
        let shorten: (inout AgentServer.Configuration) -> Void = {
            $0.mostUnsentBytes = 65_536
            $0.operatorSilence = .seconds(10)
        }
        try await TestServer.run(in: cluster, change: shorten) { test in
            let mute = try await test.connect(cluster.issue(.operator), reads: false)
            mute.send(Line.chunk("{}"))
            let event = try await test.events.first("the request") { if case .requested = $0 { true } else { false } }
            let text = [UInt8](repeating: UInt8(ascii: "x"), count: 800_000)
            if case .requested(let request) = event { test.server.answer(request.id, with: text) }
            #expect(try await test.disconnected() == "the operator did not read the answer for 10000 ms")
        }
    }

    @Test func theFirstControllerThatCanBeReachedIsAsked() async throws {
        try await TestServer.run(in: cluster) { test in
            let addresses = [1, test.server.port].map { NetworkAddress(host: "127.0.0.1", port: $0) }
            let client = try client()
            async let reply = client.ask(Array("{}".utf8), atFirstOf: addresses)
            let event = try await test.events.first("the request") { if case .requested = $0 { true } else { false } }
            if case .requested(let request) = event { test.server.answer(request.id, with: Array("[]".utf8)) }
            #expect(try await reply.body == Array("[]".utf8))
        }
    }

    @Test func whenNoControllerCanBeReachedEachReasonIsSaid() async throws {
        let addresses = [1, 2].map { NetworkAddress(host: "127.0.0.1", port: $0) }
        let error = await #expect(throws: PortError.self) { try await client().ask([], atFirstOf: addresses) }
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains("127.0.0.1:1") == true && error?.message.contains("127.0.0.1:2") == true)
    }

    @Test func withoutAnAnswerTheOutcomeIsUnknown() async throws {
        try await TestServer.run(in: cluster) { test in
            let address = NetworkAddress(host: "127.0.0.1", port: test.server.port)
            for seconds in [2, 8, 32] {
                let client = try client(answerTimeout: .seconds(seconds))
                let error = await #expect(throws: PortError.self) {
                    try await client.ask(Array("{}".utf8), at: address)
                }
                // A busy machine may not have come to ask in that time.
                if error?.code == .unavailable { continue }
                #expect(error?.code == .outcomeUnknown && error?.message.contains("\(seconds)s") == true)
                return
            }
            Issue.record("it was never asked")
        }
    }

    @Test func aControllerThatStopsBeforeItAnswersLeavesTheOutcomeUnknown() async throws {
        try await TestServer.run(in: cluster) { test in
            let client = try client()
            async let reply = client.ask([], at: NetworkAddress(host: "127.0.0.1", port: test.server.port))
            _ = try await test.events.first("the request") { if case .requested = $0 { true } else { false } }
            await test.server.close()
            do {
                _ = try await reply
                Issue.record("there was an answer")
            } catch let error as PortError {
                #expect(error.code == .outcomeUnknown)
            }
        }
    }

    @Test func anUnknownAuthorityIsRefusedOnEitherSide() async throws {
        let foreign = try TestCluster()
        try await TestServer.run(in: cluster) { test in
            let address = NetworkAddress(host: "127.0.0.1", port: test.server.port)
            let error = await #expect(throws: PortError.self) {
                try await client(foreign.issue(.operator)).ask([], at: address)
            }
            #expect(error?.code == .rejected && error?.message.contains("does not know") == true)
            #expect(test.events.all.isEmpty)
        }
    }

    @Test func aRevokedOperatorIsRefused() async throws {
        let configuration = try cluster.issue(.operator)
        try cluster.revoke(configuration)
        try await TestServer.run(in: cluster) { test in
            let error = await #expect(throws: PortError.self) {
                try await client(configuration).ask([], at: NetworkAddress(host: "127.0.0.1", port: test.server.port))
            }
            #expect(error?.code == .rejected)
            #expect(test.events.all.isEmpty)
        }
    }

    @Test func aServerThatIsNoControllerIsNotAsked() async throws {
        try await TestServer.run(in: cluster, as: .agent) { test in
            let error = await #expect(throws: PortError.self) {
                try await client().ask([], at: NetworkAddress(host: "127.0.0.1", port: test.server.port))
            }
            #expect(error?.code == .rejected && error?.message.contains("not a controller") == true)
            #expect(!test.events.all.contains { if case .requested = $0 { true } else { false } })
        }
    }

    @Test func tooManyOperatorsAreSentElsewhere() async throws {
        try await TestServer.run(in: cluster, change: { $0.mostOperators = 1 }) { test in
            let first = try await test.connect(cluster.issue(.operator))
            _ = try await test.events.first("connected") { if case .connected = $0 { true } else { false } }
            let error = await #expect(throws: PortError.self) {
                try await client().ask([], at: NetworkAddress(host: "127.0.0.1", port: test.server.port))
            }
            #expect(error?.code == .unavailable)
            #expect(!first.hasEnded)
        }
    }

    @Test func aGapInARequestEndsTheConnection() async throws {
        try await TestServer.run(in: cluster) { test in
            let raw = try await test.connect(cluster.issue(.operator))
            raw.send(#"{"chunk":{"request":"1","number":2,"last":true,"text":"{}"}}"#)
            _ = try await raw.line("CODE_OUT_OF_ORDER")
            try await raw.end()
        }
    }
}

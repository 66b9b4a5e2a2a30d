import Domain
import LineTransport
import Ports
import Synchronization
import TLS
import Testing
import TestSupport

/// An agent's side of its connections.
struct AgentClientTests {
    let cluster: TestCluster

    init() throws { cluster = try TestCluster() }

    /// Runs the body beside an agent that connects to the ports.
    private func run(
        _ ports: [Int],
        at host: String = "127.0.0.1",
        clock: any TimeSource = StandingClock(),
        change: (inout AgentClient.Configuration) -> Void = { _ in },
        _ body: (AgentClient, Gathered<ControllerLinkEvent>, LogLines) async throws -> Void
    ) async throws {
        let addresses = ports.map { NetworkAddress(host: host, port: $0) }
        var configuration = AgentClient.Configuration(cluster: TestCluster.name, controllers: addresses)
        // A busy machine must not end what a test expects to stay.
        configuration.connectTimeout = .seconds(600)
        configuration.handshakeTimeout = .seconds(600)
        configuration.controllerSilence = .seconds(600)
        configuration.shortestBackoff = .milliseconds(20)
        configuration.longestBackoff = .milliseconds(100)
        change(&configuration)
        let log = LogLines()
        let tls = ReloadableTLS(try TLSContext(cluster.issue(.agent)))
        let client = AgentClient(
            configuration,
            tls: tls,
            clock: clock,
            random: SeededGenerator(seed: 1),
            logger: log.logger
        ) {
            AgentHello(process: 9, version: "test", hooks: ["deploy"], fences: [])
        }
        let events = Gathered<ControllerLinkEvent>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for await event in client.events { events.append(contentsOf: [event]) } }
            client.connect()
            let result = await Result { try await body(client, events, log) }
            await client.close()
            try result.get()
        }
    }

    @Test func eachControllerHearsHelloFirstAndIsKnownByItsCertificate() async throws {
        try await TestServer.run(in: cluster) { a in
            try await TestServer.run(in: cluster, as: .controller("b")) { b in
                try await run([a.server.port, b.server.port]) { client, events, _ in
                    for id in ["a", "b"] as [ControllerID] {
                        _ = try await events.first("\(id)") { $0.text == "connected \(id)" }
                    }
                    client.send(.report(AgentReport(process: 9, number: 1)), to: nil)
                    client.send(.report(AgentReport(process: 9, number: 2)), to: "b")
                    _ = try await eventually("reports") { a.reports == [1] && b.reports.last == 2 ? true : nil }
                    for test in [a, b] {
                        guard case .received(let first) = test.events.all.dropFirst().first else { continue }
                        #expect(
                            first.message
                                == .hello(AgentHello(process: 9, version: "test", hooks: ["deploy"], fences: []))
                        )
                    }
                    b.server.send(.hookStop(HookKey(execution: "e", step: "s", attempt: 1)), to: "east-1")
                    _ = try await events.first("the order") { $0.text == "received b" }
                }
            }
        }
    }

    @Test func theAgentComesBackToAControllerThatRestarts() async throws {
        // An address of its own: at the usual one, other tests may take the port between two rounds.
        let host = "127.0.0.2"
        let port = Mutex(0)
        try await TestServer.run(in: cluster, host: host) { test in port.withLock { $0 = test.server.port } }
        let fixed = port.withLock { $0 }
        try await run([fixed], at: host) { _, events, _ in
            for round in 1...3 {
                try await TestServer.run(in: cluster, host: host, port: fixed) { test in
                    _ = try await eventually("round \(round)") {
                        events.all.filter { $0.text == "connected a" }.count == round ? true : nil
                    }
                    _ = try await test.events.first("hello") { if case .received = $0 { true } else { false } }
                }
                _ = try await eventually("the end of round \(round)") {
                    events.all.filter { $0.text == "disconnected a" }.count == round ? true : nil
                }
            }
        }
    }

    @Test(arguments: [PeerIdentity.agent, .operator])
    func whoIsNoControllerHearsNothingFromAnAgent(identity: PeerIdentity) async throws {
        try await TestServer.run(in: cluster, as: identity) { test in
            try await run([test.server.port]) { client, events, log in
                _ = try await eventually("two tries") { log.failures > 2 ? true : nil }
                client.send(.report(AgentReport(process: 9, number: 1)), to: nil)
                #expect(events.all.isEmpty && test.events.all.isEmpty)
            }
        }
    }

    @Test func twoAddressesOfOneControllerDoNotReplaceEachOther() async throws {
        try await TestServer.run(in: cluster) { test in
            try await run([test.server.port, test.server.port]) { _, events, log in
                _ = try await eventually("tries of the second") { log.failures > 4 ? true : nil }
                #expect(events.all.map(\.text) == ["connected a"])
                #expect(!test.events.all.contains { if case .disconnected = $0 { true } else { false } })
            }
        }
    }

    @Test func aControllerThatFallsSilentIsLeft() async throws {
        try await TestServer.run(in: cluster) { test in
            try await run([test.server.port], change: { $0.controllerSilence = .milliseconds(150) }) { _, events, _ in
                let event = try await events.first("the end") { $0.text == "disconnected a" }
                guard case .disconnected(_, let reason) = event else { return }
                #expect(reason.contains("sent nothing for 150ms"))
            }
        }
    }

    @Test func aControllerWhoseCertificateEndsWhileTheConnectionIsOpenIsLeft() async throws {
        let end = try #require(try TLSContext(cluster.issue(.controller)).certificate?.notAfter)
        let clock = WallClock(end + .milliseconds(-200))
        try await TestServer.run(in: cluster) { test in
            try await run([test.server.port], clock: clock) { _, events, _ in
                _ = try await events.first("connected") { $0.text == "connected a" }
                clock.set(end + .milliseconds(1))
                let event = try await events.first("the end") { $0.text == "disconnected a" }
                guard case .disconnected(_, let reason) = event else { return }
                #expect(reason.contains("the certificate ended at"))
            }
        }
    }

    @Test func aRevokedControllerIsLeft() async throws {
        try await TestServer.run(in: cluster) { test in
            try await run([test.server.port]) { client, events, _ in
                _ = try await events.first("connected") { $0.text == "connected a" }
                try cluster.revokeFirst()
                try client.reloadTLS()
                let event = try await events.first("the end") { $0.text == "disconnected a" }
                guard case .disconnected(_, let reason) = event else { return }
                #expect(reason.contains("revoked"))
            }
        }
    }
}

extension LogLines {
    /// Connections that came to nothing.
    fileprivate var failures: Int { count(of: "not connected to a controller") }
}

extension ControllerLinkEvent {
    fileprivate var text: String {
        switch self {
        case .connected(let id): "connected \(id)"
        case .received(let id, _): "received \(id)"
        case .disconnected(let id, _): "disconnected \(id)"
        }
    }
}

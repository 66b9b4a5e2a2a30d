import Domain
import LineTransport
import Logging
import Ports
import TLS

/// A server on a port of its own, and all that its reader hears.
struct TestServer {
    let server: AgentServer
    let events: Gathered<GatewayEvent>

    /// Runs the body beside a server, with a reader unless the body reads by itself.
    static func run(
        in cluster: TestCluster,
        as identity: PeerIdentity = .controller,
        host: String = "127.0.0.1",
        port: Int = 0,
        hasReader: Bool = true,
        clock: any TimeSource = StandingClock(),
        logger: Logger = .quiet,
        change: (inout AgentServer.Configuration) -> Void = { _ in },
        _ body: (TestServer) async throws -> Void
    ) async throws {
        var configuration = AgentServer.Configuration(cluster: TestCluster.name, host: host, port: port)
        configuration.bePatient()
        change(&configuration)
        let tls = ReloadableTLS(try TLSContext(cluster.issue(identity)))
        let server = try await AgentServer.listen(configuration, tls: tls, clock: clock, logger: logger)
        let events = Gathered<GatewayEvent>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            if hasReader { group.addTask { for await batch in server.events { events.append(contentsOf: batch) } } }
            let result = await Result { try await body(TestServer(server: server, events: events)) }
            await server.close()
            try result.get()
        }
    }

    /// Reads until the condition holds.
    func read(until isEnough: ([GatewayEvent]) -> Bool) async throws {
        for await batch in server.events {
            events.append(contentsOf: batch)
            if isEnough(events.all) { return }
        }
    }

    func connect(_ configuration: TLSConfiguration, reads: Bool = true) async throws -> RawPeer {
        try await RawPeer.connect(server.port, configuration, reads: reads)
    }

    var reports: [ReportNumber] {
        events.all.compactMap {
            guard case .received(let received) = $0, case .report(let report) = received.message else { return nil }
            return report.number
        }
    }

    var hasEnded: Bool { events.all.contains { if case .disconnected = $0 { true } else { false } } }

    func disconnected() async throws -> String {
        let event = try await events.first("the end") { if case .disconnected = $0 { true } else { false } }
        guard case .disconnected(_, _, let reason) = event else { return "" }
        return reason
    }
}

extension AgentServer.Configuration {
    /// On a busy machine a limit in seconds ends what a test expects to stay: only a test of a limit has a short one.
    fileprivate mutating func bePatient() {
        handshakeTimeout = .seconds(600)
        helloTimeout = .seconds(600)
        agentSilence = .seconds(600)
        operatorSilence = .seconds(600)
    }
}

extension Result where Failure == any Error {
    init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}

extension Logger {
    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

/// Lines that agents send.
enum Line {
    static let hello = #"{"hello":{"process":"1","version":"test"}}"#
    static func report(_ number: Int) -> String { #"{"report":{"process":"1","number":"\#(number)"}}"# }
    static func output(_ text: String) -> String {
        #"{"hookOutput":{"key":{"execution":"e","step":"s","attempt":1},"text":"\#(text)"}}"#
    }
    static func chunk(_ text: String) -> String {
        #"{"chunk":{"request":"1","number":1,"last":true,"text":"\#(text)"}}"#
    }
}

import Domain
import Logging
import NIOPosix
import Ports
import Testing

@testable import LineTransport

/// Which connection stands for an agent.
struct GatewayHubTests {
    private let hub = GatewayHub(AgentServer.Configuration(cluster: "test", host: "127.0.0.1"))
    private let loop = ConnectionLoop(eventLoop: MultiThreadedEventLoopGroup.singleton.next(), logger: .quiet)

    private func peer(_ connection: ConnectionID) -> AgentPeer {
        AgentPeer(agent: "east-1", region: "us-east-1", connection: connection, loop: loop)
    }

    private func report(_ number: UInt64) -> AgentMessage {
        .report(AgentReport(process: 1, number: ReportNumber(number)))
    }

    @Test func aReplacedConnectionSaysNothingMoreAndItsEndIsAnnouncedOnce() async throws {
        try hub.enter(peer(1))
        try hub.enter(peer(2))
        guard case .replaced = hub.deliver(report(1), from: peer(1), at: .boot) else {
            Issue.record("a replaced connection was heard")
            return
        }
        hub.leave(peer(1), reason: "closed")
        #expect(hub.peer("east-1")?.connection == 2)
        hub.leave(peer(2), reason: "closed")
        #expect(hub.peer("east-1") == nil)
        let identity = peer(1).identity
        let expected: [GatewayEvent] = [
            .connected(1, identity),
            .disconnected(1, identity, reason: "replaced by a newer connection of the same agent"),
            .connected(2, identity),
            .disconnected(2, identity, reason: "closed"),
        ]
        #expect(await hub.inbox.next() == expected)
    }

    @Test func reportNumbersAreKeptForEachProcess() throws {
        try hub.enter(peer(1))
        func isTaken(_ process: ProcessNumber, _ number: ReportNumber) -> Bool {
            let message = AgentMessage.report(AgentReport(process: process, number: number))
            guard case .delivered = hub.deliver(message, from: peer(1), at: .boot) else { return false }
            return true
        }
        let taken = [isTaken(1, 5), isTaken(2, 1), isTaken(1, 5), isTaken(1, 6), isTaken(2, 1), isTaken(2, 2)]
        #expect(taken == [true, true, false, true, false, true])
    }

    @Test func theReaderHearsWhatHasComeAndThenTheEnd() async throws {
        try hub.enter(peer(1))
        hub.inbox.finish()
        #expect(await hub.inbox.next()?.count == 1)
        #expect(await hub.inbox.next() == nil)
    }
}

import NIOEmbedded
import Testing

@testable import LineTransport

/// Who waits for a TLS handshake, and who has to go.
struct WaitingRoomTests {
    private func room(waiting: Int, admitted: Int) -> WaitingRoom {
        var configuration = AgentServer.Configuration(cluster: "test", host: "127.0.0.1")
        configuration.mostHandshakes = waiting
        configuration.mostConnections = admitted
        return WaitingRoom(configuration)
    }

    @Test func theOneThatHasWaitedLongestGoes() {
        let room = room(waiting: 2, admitted: 1)
        let channels = (0..<4).map { _ in EmbeddedChannel() }
        #expect(room.enter(7, channels[0]) == nil)
        #expect(room.enter(8, channels[1]) == nil)
        #expect(room.enter(9, channels[2]) === channels[0])
        #expect(room.enter(10, channels[3]) === channels[1])
    }

    @Test func whoLeavesOrIsAdmittedWaitsNoMore() {
        let room = room(waiting: 2, admitted: 1)
        let channels = (0..<4).map { _ in EmbeddedChannel() }
        _ = room.enter(1, channels[0])
        _ = room.enter(2, channels[1])
        room.leave(1)
        #expect(room.enter(3, channels[2]) == nil)
        #expect(room.admit(2))
        #expect(room.enter(4, channels[3]) == nil)
    }

    @Test func theAdmittedAreCountedUntilTheyLeave() {
        let room = room(waiting: 3, admitted: 1)
        #expect(room.admit(1))
        #expect(!room.admit(2))
        room.leave(2)
        #expect(!room.admit(3))
        room.leave(1)
        #expect(room.admit(3))
    }
}

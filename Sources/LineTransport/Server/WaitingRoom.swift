import NIOCore
import Ports
import Synchronization

/// Sockets that have not shown who they are yet, and the number of those that have.
///
/// Anybody may open a socket, so these do not count to the limit of connections: strangers could keep agents out with it. When
/// there are too many, the one that has waited longest goes: an honest peer shakes hands in a few round trips.
final class WaitingRoom: Sendable {
    private struct State {
        var waiting: [ConnectionID: any Channel] = [:]
        var admitted: Set<ConnectionID> = []
    }

    private let mostWaiting: Int
    private let mostAdmitted: Int
    private let state = Mutex(State())

    init(_ configuration: AgentServer.Configuration) {
        mostWaiting = configuration.mostHandshakes
        mostAdmitted = configuration.mostConnections
    }

    /// Takes a socket in. Returns the one that has to go for it.
    func enter(_ id: ConnectionID, _ channel: any Channel) -> (any Channel)? {
        state.withLock { state in
            state.waiting[id] = channel
            guard state.waiting.count > mostWaiting, let oldest = state.waiting.keys.min() else { return nil }
            return state.waiting.removeValue(forKey: oldest)
        }
    }

    /// The peer has shown a good certificate. Returns whether there is room for it.
    func admit(_ id: ConnectionID) -> Bool {
        state.withLock { state in
            state.waiting[id] = nil
            guard state.admitted.count < mostAdmitted else { return false }
            state.admitted.insert(id)
            return true
        }
    }

    func leave(_ id: ConnectionID) {
        state.withLock { state in
            state.waiting[id] = nil
            state.admitted.remove(id)
        }
    }
}

import Domain
import Synchronization

/// Which connector has a connection to which controller.
final class ControllerDirectory: Sendable {
    private let connectors = Mutex<[ControllerID: Int]>([:])

    /// Takes note of a connection. Returns whether it is the only one to that controller: two addresses that lead to the
    /// same controller would replace each other for ever.
    func enter(_ controller: ControllerID, by connector: Int) -> Bool {
        connectors.withLock { connectors in
            guard connectors[controller] == nil else { return false }
            connectors[controller] = connector
            return true
        }
    }

    func leave(_ controller: ControllerID, by connector: Int) {
        connectors.withLock { connectors in
            if connectors[controller] == connector { connectors[controller] = nil }
        }
    }

    func connector(of controller: ControllerID) -> Int? { connectors.withLock { $0[controller] } }
}

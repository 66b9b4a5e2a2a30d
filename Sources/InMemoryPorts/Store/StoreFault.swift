import Ports

/// What a caller can ask of a coordination store; a test names with it what shall fail.
package enum StoreOperation: String, Hashable, Sendable, CaseIterable {
    case register
    case campaign
    case resign
    case append
    case cast
    case withdraw
    case raiseLeaseTerms
    case leave
    case forget
    case recordOldGrantsEnded
    case publish
    case records
}

/// A way in which an operation of the in-memory store fails.
package enum StoreFault: Hashable, Sendable, CaseIterable {
    /// The store is not there. Nothing happens, and the caller knows.
    case unavailable
    /// The request is lost. Nothing happens, but the caller cannot know.
    case outcomeUnknownBeforeEffect
    /// The answer is lost. It happens, but the caller cannot know.
    case outcomeUnknownAfterEffect

    func error(of operation: StoreOperation) -> PortError {
        switch self {
        case .unavailable: PortError(.unavailable, "the store did not take \(operation.rawValue): a test says so")
        case .outcomeUnknownBeforeEffect, .outcomeUnknownAfterEffect:
            PortError(.outcomeUnknown, "the store did not answer \(operation.rawValue): a test says so")
        }
    }
}

import Ports

/// What a caller can ask of a DNS provider; a test names with it what shall fail.
package enum DNSOperation: String, Hashable, Sendable, CaseIterable {
    case read
    case replace
}

/// A way in which an operation of the in-memory provider fails.
package enum DNSFault: Hashable, Sendable, CaseIterable {
    /// The primary is not there. Nothing happens, and the caller knows.
    case unavailable
    /// The message is lost. Nothing happens, but the caller cannot know.
    case outcomeUnknownBeforeEffect
    /// The answer is lost. It happens, but the caller cannot know.
    case outcomeUnknownAfterEffect

    func error(of operation: DNSOperation) -> PortError {
        switch self {
        case .unavailable: PortError(.unavailable, "the primary did not take \(operation.rawValue): a test says so")
        case .outcomeUnknownBeforeEffect, .outcomeUnknownAfterEffect:
            PortError(.outcomeUnknown, "the primary did not answer \(operation.rawValue): a test says so")
        }
    }
}

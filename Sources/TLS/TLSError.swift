/// A failure of TLS, as one line for people.
package struct TLSError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// Our own files or settings are wrong. Nothing helps before they are mended.
        case configuration
        /// We do not trust the peer's certificate.
        case peerRefused
        /// The peer sent an alert: it does not want us, or what we sent.
        case refusedByPeer
        /// The peer does not speak TLS, not our version of it, or breaks its rules.
        case protocolViolation
        /// The handshake took too long.
        case timedOut
        /// The connection ended before its handshake did. Nothing is known about the reason.
        case closed
        /// The connection ended without the peer's farewell: what was received may lack its end.
        case truncated
        /// More was to be sent before the handshake was done than is kept.
        case overflow
    }

    package let code: Code
    /// One line: what, where, and how to mend it.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}

import Cryptography

/// The user event that a ``TLSHandler`` fires once, when both sides have agreed on keys.
///
/// On a server it means that the client is who it says. A client hears it before the server has judged the client's own
/// certificate (RFC 8446, section 4.4): a refusal then comes as an error, after this event.
package struct TLSHandshakeCompleted: Hashable, Sendable {
    /// The peer's certificate, which was verified.
    package let peer: Certificate
    /// As libssl names it, for example `TLSv1.3`.
    package let version: String
    /// What was let pass although it should be mended.
    package let warnings: [TLSWarning]

    /// The peer's identities, for example `spiffe://prod/agent/us-east-1/a1`.
    package var peerURIs: [String] { peer.uris }
}

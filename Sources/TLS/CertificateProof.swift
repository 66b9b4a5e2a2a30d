import Cryptography
import NIOCore

/// Proves whose a certificate is without any connection: its holder signs a handshake in memory, as against a peer of the cluster.
package enum CertificateProof {
    /// Who the holder is.
    ///
    /// - Parameters:
    ///   - holder: the certificate and the key that are to be proven.
    ///   - judge: whose trust and revocation list count.
    /// - Returns: what the judge has seen: a certificate of a trusted authority, in force, whose key the holder has.
    /// - Throws: ``TLSError`` with what is wrong with it.
    package static func prove(_ holder: TLSContext, to judge: TLSContext) throws(TLSError) -> TLSHandshakeCompleted {
        let client = try TLSSession(context: holder, role: .client(expecting: nil))
        let server = try TLSSession(context: judge, role: .server)
        var isDone = false
        for _ in 0..<mostFlights where !isDone {
            _ = try client.handshake()
            pass(from: client, to: server)
            isDone = try server.handshake()
            pass(from: server, to: client)
        }
        guard isDone else { throw TLSError(.peerRefused, "the handshake does not come to an end") }
        let completed = try server.completed()
        guard !judge.isRevoked(completed.peer) else { throw TLSError(.peerRefused, "the certificate is revoked") }
        return completed
    }

    /// TLS 1.3 takes three.
    private static let mostFlights = 8

    private static func pass(from sender: TLSSession, to receiver: TLSSession) {
        while var bytes = sender.wire.takeOutbound() { receiver.wire.receive(&bytes) }
    }
}

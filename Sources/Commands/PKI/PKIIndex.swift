import Cryptography
import Domain

/// What an authority remembers: every certificate it has issued, and which of them it has revoked.
struct PKIIndex: Hashable, Codable {
    struct Entry: Hashable, Codable {
        var serial: String
        var kind: CertificateHolder.Kind
        /// Where an agent stands.
        var region: RegionID?
        var name: String
        /// The path without its end `.crt` or `.key`, from the authority's directory on.
        var file: String
        var issuedAt: Timestamp
        var expiresAt: Timestamp
        var revokedAt: Timestamp?
    }

    /// Of this file's form.
    var version = 1
    var cluster: String
    /// The number of the last revocation list; it only grows (RFC 5280, 5.2.3).
    var revocationListNumber: Int64 = 0
    var certificates: [Entry] = []

    init(cluster: String) { self.cluster = cluster }

    /// Everything the next revocation list has to say.
    var revocations: [Revocation] {
        certificates.compactMap { entry in
            guard let time = entry.revokedAt, let serial = CertificateSerial(hex: entry.serial) else { return nil }
            return Revocation(serial: serial, revokedAt: time)
        }
    }
}

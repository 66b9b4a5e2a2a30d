import Domain

/// One entry of a revocation list.
package struct Revocation: Hashable, Sendable {
    package let serial: CertificateSerial
    package let revokedAt: Timestamp

    package init(serial: CertificateSerial, revokedAt: Timestamp) {
        self.serial = serial
        self.revokedAt = revokedAt
    }
}

/// A new certificate with its new key, as they go into files.
package struct IssuedCertificate: Sendable {
    package let certificatePEM: String
    /// PKCS #8, not encrypted: for a file that only its owner may read.
    package let keyPEM: Secret
    package let certificate: Certificate
}

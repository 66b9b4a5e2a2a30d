import COpenSSL
import Domain

/// What a certificate says (X.509, RFC 5280), as plain values.
package struct Certificate: Hashable, Sendable {
    package let serial: CertificateSerial
    /// The subject as RFC 2253 writes it, for example `CN=agent a1`.
    package let subject: String
    /// The subject of the authority that issued it.
    package let issuer: String
    package let names: AlternativeNames
    package let validity: Validity
    /// Whether it may issue certificates itself.
    package let isAuthority: Bool
    /// The digest of the whole certificate in DER form: no two certificates share one.
    package let fingerprint: SHA256

    /// The identities in it; ours have exactly one.
    package var uris: [String] { names.uris }
    package var notAfter: Timestamp { validity.notAfter }

    /// Reads the first certificate of a PEM text.
    ///
    /// - Throws: ``CryptographyError`` when there is none or it is damaged.
    package init(pem: String) throws(CryptographyError) {
        guard let first = try Certificate.all(pem: Array(pem.utf8)).first else {
            throw CryptographyError(.malformed, "no certificate in PEM form")
        }
        self = first
    }

    /// Reads all certificates of a PEM text, in order; none is an empty list.
    ///
    /// - Throws: ``CryptographyError`` when one is damaged.
    package static func all(pem: [UInt8]) throws(CryptographyError) -> [Certificate] {
        var certificates: [Certificate] = []
        try PEM.readAll(pem, "a certificate", with: { PEM_read_bio_X509($0, nil, nil, nil) }) {
            certificate throws(CryptographyError) in
            defer { X509_free(certificate) }
            certificates.append(try Certificate(certificate))
        }
        return certificates
    }

    /// Reads an `X509` of libcrypto, which stays the caller's.
    ///
    /// - Throws: ``CryptographyError`` when its times or its encoding are damaged.
    package init(_ certificate: OpaquePointer) throws(CryptographyError) {
        guard let notBefore = Timestamp(X509_get0_notBefore(certificate)),
            let notAfter = Timestamp(X509_get0_notAfter(certificate)),
            let number = X509_get0_serialNumber(certificate)
        else { throw .malformed("a certificate without serial or times") }
        var digest = [UInt8](repeating: 0, count: SHA256.count)
        guard X509_digest(certificate, EVP_sha256(), &digest, nil) == 1, let fingerprint = SHA256(bytes: digest) else {
            throw .library("cannot digest a certificate")
        }
        serial = CertificateSerial(number)
        subject = try DistinguishedName.text(of: X509_get_subject_name(certificate))
        issuer = try DistinguishedName.text(of: X509_get_issuer_name(certificate))
        names = AlternativeNames(of: certificate)
        validity = Validity(notBefore: notBefore, notAfter: notAfter)
        isAuthority = X509_check_ca(certificate) == 1
        self.fingerprint = fingerprint
    }
}

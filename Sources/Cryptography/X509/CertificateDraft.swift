import COpenSSL

/// A certificate that is being made and has no signature yet.
final class CertificateDraft {
    let pointer: OpaquePointer

    /// Starts a certificate, version 3, with a new random serial.
    init(subject: String, validity: Validity, key: PrivateKey) throws(CryptographyError) {
        guard validity.notBefore < validity.notAfter else {
            throw CryptographyError(.malformed, "\(subject): a certificate must end after it begins")
        }
        guard let pointer = X509_new() else { throw .library("cannot make a certificate") }
        self.pointer = pointer
        let serial = try CertificateSerial.random()
        let isFilled =
            X509_set_version(pointer, Int(X509_VERSION_3)) == 1
            && serial.write(to: X509_get_serialNumber(pointer))
            && validity.notBefore.withASN1 { X509_set1_notBefore(pointer, $0) }
            && validity.notAfter.withASN1 { X509_set1_notAfter(pointer, $0) }
            && X509_set_pubkey(pointer, key.pointer) == 1
        guard isFilled else { throw .library("cannot make a certificate") }
        try DistinguishedName.add(commonName: subject, to: X509_get_subject_name(pointer))
    }

    deinit { X509_free(pointer) }

    /// Adds an extension in OpenSSL's configuration text; `text` is always ours, never from outside.
    func addExtension(_ kind: Int32, _ text: String, issuer: OpaquePointer) throws(CryptographyError) {
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, issuer, pointer, nil, nil, 0)
        guard let value = X509V3_EXT_conf_nid(nil, &context, kind, text) else {
            throw .library("cannot make the extension \(text)")
        }
        defer { X509_EXTENSION_free(value) }
        guard X509_add_ext(pointer, value, -1) == 1 else { throw .library("cannot add the extension \(text)") }
    }

    /// Signs the certificate in the name of the issuer.
    func sign(issuer: OpaquePointer, key: PrivateKey) throws(CryptographyError) {
        guard X509_set_issuer_name(pointer, X509_get_subject_name(issuer)) == 1,
            X509_sign(pointer, key.pointer, EVP_sha256()) > 0
        else { throw .library("cannot sign a certificate") }
    }

    func issued(with key: PrivateKey) throws(CryptographyError) -> IssuedCertificate {
        let text = try PEM.write("a certificate") { PEM_write_bio_X509($0, pointer) }
        return IssuedCertificate(
            certificatePEM: String(decoding: text, as: UTF8.self),
            keyPEM: try key.pem(),
            certificate: try Certificate(pointer)
        )
    }
}

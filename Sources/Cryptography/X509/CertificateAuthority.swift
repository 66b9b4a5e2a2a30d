import COpenSSL
import Domain

/// Issues the certificates of a cluster and revokes them.
///
/// What it holds inside libcrypto never changes after `init`, so it may pass between threads.
package final class CertificateAuthority: @unchecked Sendable {
    /// What the authority's own certificate says.
    package let certificate: Certificate
    private let pointer: OpaquePointer
    private let signingKey: PrivateKey

    /// Opens an authority.
    ///
    /// - Throws: ``CryptographyError`` when a text is damaged, the certificate is not an authority's, or the key is not
    ///   its key.
    package init(certificatePEM: String, keyPEM: Secret) throws(CryptographyError) {
        let certificate = try Certificate(pem: certificatePEM)
        guard certificate.isAuthority else {
            throw CryptographyError(.mismatch, "the certificate of \(certificate.subject) is not an authority's")
        }
        self.certificate = certificate
        signingKey = try PrivateKey(pem: keyPEM)
        let text = Array(certificatePEM.utf8)
        guard let memory = BIO_new_mem_buf(text, Int32(text.count)) else { throw .library("cannot read a certificate") }
        defer { BIO_free(memory) }
        guard let pointer = PEM_read_bio_X509(memory, nil, nil, nil) else { throw .malformed("not a certificate") }
        self.pointer = pointer
        guard X509_check_private_key(pointer, signingKey.pointer) == 1 else {
            ERR_clear_error()
            throw CryptographyError(.mismatch, "the key is not the key of the authority \(certificate.subject)")
        }
    }

    deinit { X509_free(pointer) }

    /// Makes a new authority: a key and a certificate that is signed with it and may issue end certificates only.
    ///
    /// - Throws: ``CryptographyError`` when the name cannot be one or libcrypto refuses.
    package static func create(name: String, validity: Validity) throws(CryptographyError) -> IssuedCertificate {
        let key = try PrivateKey.generate()
        let draft = try CertificateDraft(subject: name, validity: validity, key: key)
        try draft.addExtension(NID_subject_key_identifier, "hash", issuer: draft.pointer)
        try draft.addExtension(NID_basic_constraints, "critical,CA:TRUE,pathlen:0", issuer: draft.pointer)
        try draft.addExtension(NID_key_usage, "critical,keyCertSign,cRLSign", issuer: draft.pointer)
        try draft.sign(issuer: draft.pointer, key: key)
        return try draft.issued(with: key)
    }

    /// Issues a certificate with a new key, for both sides of a connection.
    ///
    /// - Throws: ``CryptographyError`` when a name cannot be one, or the certificate would outlive the authority.
    package func issue(_ request: CertificateRequest) throws(CryptographyError) -> IssuedCertificate {
        guard request.validity.notAfter <= certificate.notAfter else {
            throw CryptographyError(
                .malformed,
                "\(request.name) would outlive its authority, which ends on \(certificate.notAfter): ask for less"
            )
        }
        let key = try PrivateKey.generate()
        let draft = try CertificateDraft(subject: request.name, validity: request.validity, key: key)
        try draft.addExtension(NID_subject_key_identifier, "hash", issuer: pointer)
        try draft.addExtension(NID_authority_key_identifier, "keyid:always", issuer: pointer)
        try draft.addExtension(NID_basic_constraints, "critical,CA:FALSE", issuer: pointer)
        try draft.addExtension(NID_key_usage, "critical,digitalSignature", issuer: pointer)
        try draft.addExtension(NID_ext_key_usage, "clientAuth,serverAuth", issuer: pointer)
        try request.names.add(to: draft.pointer)
        try draft.sign(issuer: pointer, key: signingKey)
        return try draft.issued(with: key)
    }

    /// Makes a revocation list in PEM form: it says of every certificate in `revoked` that it is not valid any more,
    /// so `revoked` holds those of the list before as well.
    ///
    /// `number` must be greater than that of the list before (RFC 5280, section 5.2.3); `nextUpdate` is when the next
    /// list is due, and a list past it warns.
    ///
    /// - Throws: ``CryptographyError`` when the list would end before it begins or libcrypto refuses.
    package func revocationList(
        revoked: [Revocation],
        number: Int64,
        thisUpdate: Timestamp,
        nextUpdate: Timestamp
    ) throws(CryptographyError) -> String {
        let draft = try RevocationListDraft(issuer: pointer, number: number)
        try draft.setTimes(thisUpdate: thisUpdate, nextUpdate: nextUpdate)
        for revocation in revoked { try draft.add(revocation) }
        return try draft.signed(with: signingKey)
    }
}

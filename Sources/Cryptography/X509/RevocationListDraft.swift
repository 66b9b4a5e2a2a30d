import COpenSSL
import Domain

/// A revocation list that is being made and has no signature yet.
final class RevocationListDraft {
    private let pointer: OpaquePointer

    init(issuer: OpaquePointer, number: Int64) throws(CryptographyError) {
        guard let pointer = X509_CRL_new() else { throw .library("cannot make a revocation list") }
        self.pointer = pointer
        guard X509_CRL_set_version(pointer, Int(X509_CRL_VERSION_2)) == 1,
            X509_CRL_set_issuer_name(pointer, X509_get_subject_name(issuer)) == 1
        else { throw .library("cannot make a revocation list") }
        try add(number: number)
        try addAuthorityKey(of: issuer)
    }

    deinit { X509_CRL_free(pointer) }

    private func add(number: Int64) throws(CryptographyError) {
        let value = ASN1_INTEGER_new()
        defer { ASN1_INTEGER_free(value) }
        guard ASN1_INTEGER_set_int64(value, number) == 1,
            X509_CRL_add1_ext_i2d(pointer, NID_crl_number, value, 0, 0) == 1
        else { throw .library("cannot number a revocation list") }
    }

    private func addAuthorityKey(of issuer: OpaquePointer) throws(CryptographyError) {
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, issuer, nil, nil, pointer, 0)
        let value = X509V3_EXT_conf_nid(nil, &context, NID_authority_key_identifier, "keyid:always")
        defer { X509_EXTENSION_free(value) }
        guard let value, X509_CRL_add_ext(pointer, value, -1) == 1 else {
            throw .library("cannot add the issuer's key to a revocation list")
        }
    }

    func setTimes(thisUpdate: Timestamp, nextUpdate: Timestamp) throws(CryptographyError) {
        guard thisUpdate < nextUpdate else {
            throw CryptographyError(.malformed, "a revocation list's next update must come after it")
        }
        guard thisUpdate.withASN1({ X509_CRL_set1_lastUpdate(pointer, $0) }),
            nextUpdate.withASN1({ X509_CRL_set1_nextUpdate(pointer, $0) })
        else { throw .library("cannot date a revocation list") }
    }

    func add(_ revocation: Revocation) throws(CryptographyError) {
        guard let entry = X509_REVOKED_new() else { throw .library("no memory for a revocation") }
        let number = ASN1_INTEGER_new()
        defer { ASN1_INTEGER_free(number) }
        guard let number, revocation.serial.write(to: number), X509_REVOKED_set_serialNumber(entry, number) == 1,
            revocation.revokedAt.withASN1({ X509_REVOKED_set_revocationDate(entry, $0) }),
            X509_CRL_add0_revoked(pointer, entry) == 1
        else {
            X509_REVOKED_free(entry)
            throw .library("cannot revoke \(revocation.serial)")
        }
    }

    func signed(with key: PrivateKey) throws(CryptographyError) -> String {
        guard X509_CRL_sort(pointer) == 1, X509_CRL_sign(pointer, key.pointer, EVP_sha256()) > 0 else {
            throw .library("cannot sign a revocation list")
        }
        let text = try PEM.write("a revocation list") { PEM_write_bio_X509_CRL($0, pointer) }
        return String(decoding: text, as: UTF8.self)
    }
}

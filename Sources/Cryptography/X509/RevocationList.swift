import COpenSSL
import Domain

/// What a revocation list says (X.509 CRL, RFC 5280, section 5), as plain values.
package struct RevocationList: Hashable, Sendable {
    /// The subject of the authority that made it.
    package let issuer: String
    /// Grows with every list of an authority; `nil` in lists that do not count.
    package let number: Int64?
    package let thisUpdate: Timestamp
    /// When the next list is due; `nil` when the list does not say.
    package let nextUpdate: Timestamp?
    /// In the order of the list.
    package let revoked: [Revocation]

    package var revokedSerials: Set<CertificateSerial> { Set(revoked.map(\.serial)) }

    /// Reads all lists of a PEM text that may hold one for each authority; none is an empty list.
    ///
    /// - Throws: ``CryptographyError`` when one is damaged.
    package static func all(pem: [UInt8]) throws(CryptographyError) -> [RevocationList] {
        try all(pem: pem, check: nil)
    }

    /// Reads all lists of a PEM text and checks that each is signed by one of the authorities.
    ///
    /// - Throws: ``CryptographyError`` when one is damaged, or is signed by none of them.
    package static func all(
        pem: [UInt8],
        signedByOneOf authoritiesPEM: [UInt8]
    ) throws(CryptographyError) -> [RevocationList] {
        var authorities: [OpaquePointer] = []
        defer { authorities.forEach(X509_free) }
        try PEM.readAll(authoritiesPEM, "a certificate", with: { PEM_read_bio_X509($0, nil, nil, nil) }) {
            authorities.append($0)
        }
        return try all(pem: pem, check: { list in authorities.contains { isSigned(list, by: $0) } })
    }

    private static func all(
        pem: [UInt8],
        check: ((OpaquePointer) -> Bool)?
    ) throws(CryptographyError) -> [RevocationList] {
        var lists: [RevocationList] = []
        try PEM.readAll(pem, "a revocation list", with: { PEM_read_bio_X509_CRL($0, nil, nil, nil) }) {
            pointer throws(CryptographyError) in
            defer { X509_CRL_free(pointer) }
            let list = try RevocationList(pointer)
            guard check?(pointer) ?? true else {
                throw CryptographyError(.mismatch, "the list of \(list.issuer) is signed by none of the authorities")
            }
            lists.append(list)
        }
        return lists
    }

    private init(_ pointer: OpaquePointer) throws(CryptographyError) {
        guard let thisUpdate = Timestamp(X509_CRL_get0_lastUpdate(pointer)) else {
            throw .malformed("a revocation list without a time")
        }
        issuer = try DistinguishedName.text(of: X509_CRL_get_issuer(pointer))
        number = Self.number(of: pointer)
        self.thisUpdate = thisUpdate
        nextUpdate = Timestamp(X509_CRL_get0_nextUpdate(pointer))
        let entries = X509_CRL_get_REVOKED(pointer)
        var revoked: [Revocation] = []
        for index in 0..<max(0, OPENSSL_sk_num(entries)) {
            revoked.append(try Self.revocation(OPENSSL_sk_value(entries, index).map { OpaquePointer($0) }))
        }
        self.revoked = revoked
    }

    private static func number(of pointer: OpaquePointer) -> Int64? {
        guard let raw = X509_CRL_get_ext_d2i(pointer, NID_crl_number, nil, nil) else { return nil }
        let value = raw.assumingMemoryBound(to: ASN1_INTEGER.self)
        defer { ASN1_INTEGER_free(value) }
        var number: Int64 = 0
        return ASN1_INTEGER_get_int64(&number, value) == 1 ? number : nil
    }

    private static func revocation(_ entry: OpaquePointer?) throws(CryptographyError) -> Revocation {
        guard let entry, let number = X509_REVOKED_get0_serialNumber(entry),
            let time = Timestamp(X509_REVOKED_get0_revocationDate(entry))
        else { throw .malformed("a revocation list with an entry that has no serial or time") }
        return Revocation(serial: CertificateSerial(number), revokedAt: time)
    }

    private static func isSigned(_ list: OpaquePointer, by authority: OpaquePointer) -> Bool {
        defer { ERR_clear_error() }
        guard X509_NAME_cmp(X509_CRL_get_issuer(list), X509_get_subject_name(authority)) == 0 else { return false }
        return X509_CRL_verify(list, X509_get0_pubkey(authority)) == 1
    }
}

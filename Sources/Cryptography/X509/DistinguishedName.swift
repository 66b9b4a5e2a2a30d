import COpenSSL

/// Names of subjects and issuers, to and from text.
enum DistinguishedName {
    /// The longest common name that RFC 5280 allows (`ub-common-name`).
    static let longestCommonName = 64

    /// The name as RFC 2253 writes it.
    static func text(of name: OpaquePointer?) throws(CryptographyError) -> String {
        guard let name, X509_NAME_entry_count(name) > 0 else { return "" }
        let bytes = try PEM.write("a name") { memory in
            X509_NAME_print_ex(memory, name, 0, holdfast_XN_FLAG_RFC2253) > 0 ? 1 : 0
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Adds a common name to the subject of a certificate that is being made.
    static func add(commonName: String, to name: OpaquePointer?) throws(CryptographyError) {
        let bytes = Array(commonName.utf8)
        guard (1...longestCommonName).contains(commonName.count), !bytes.contains(where: { $0 < 0x20 }) else {
            throw CryptographyError(
                .malformed,
                "\"\(commonName)\" cannot be a certificate's name: 1 to \(longestCommonName) printable characters"
            )
        }
        guard X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_FLAG, bytes, Int32(bytes.count), -1, 0) == 1
        else { throw .library("cannot name a certificate \"\(commonName)\"") }
    }
}

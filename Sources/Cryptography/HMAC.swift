import COpenSSL

/// Message authentication codes with a shared key (RFC 2104).
package enum HMAC {
    /// The hash function inside. SHA-1 is here for old TSIG keys only (RFC 8945).
    package enum Algorithm: String, Hashable, Sendable, CaseIterable {
        case sha1, sha256, sha384, sha512

        fileprivate var digest: OpaquePointer? {
            switch self {
            case .sha1: EVP_sha1()
            case .sha256: EVP_sha256()
            case .sha384: EVP_sha384()
            case .sha512: EVP_sha512()
            }
        }
    }

    /// The full code of a message, 20 to 64 bytes as the algorithm has it.
    ///
    /// - Throws: ``CryptographyError`` when the system's policy forbids the algorithm or the key.
    package static func code(
        of message: [UInt8],
        key: Secret,
        using algorithm: Algorithm
    ) throws(CryptographyError) -> [UInt8] {
        LibCrypto.start()
        var code = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        let bytes = key.bytes
        guard COpenSSL.HMAC(algorithm.digest, bytes, Int32(bytes.count), message, message.count, &code, &count) != nil
        else { throw .library("no HMAC with \(algorithm.rawValue)") }
        return Array(code.prefix(Int(count)))
    }

    /// Whether the full code belongs to the message, compared in constant time.
    ///
    /// - Throws: ``CryptographyError`` as ``code(of:key:using:)`` does.
    package static func isValid(
        _ code: [UInt8],
        of message: [UInt8],
        key: Secret,
        using algorithm: Algorithm
    ) throws(CryptographyError) -> Bool {
        areEqualInConstantTime(code, try self.code(of: message, key: key, using: algorithm))
    }
}

import COpenSSL

/// The SHA-256 digest of some bytes (FIPS 180-4).
package struct SHA256: Hashable, Sendable, CustomStringConvertible {
    /// The number of bytes of a digest.
    package static let count = 32

    // Fetched once: a fetch for each digest would look the algorithm up in the providers again and again.
    // An EVP_MD never changes after it was fetched, so threads may share it.
    nonisolated(unsafe) private static let algorithm = {
        LibCrypto.start()
        return EVP_MD_fetch(nil, "SHA256", nil)
    }()

    /// The 32 bytes.
    package let bytes: [UInt8]

    /// Computes the digest of the bytes.
    package init(of bytes: some Sequence<UInt8>) {
        let digest = bytes.withContiguousStorageIfAvailable { Self.digest($0) }
        self.bytes = digest ?? Array(bytes).withUnsafeBufferPointer { Self.digest($0) }
    }

    /// A digest that was computed before; `nil` unless there are 32 bytes.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.count else { return nil }
        self.bytes = Array(bytes)
    }

    /// Reads what ``hex`` writes; `nil` unless there are 64 hexadecimal digits.
    package init?(hex: some StringProtocol) {
        guard let bytes = Hex.decode(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// 64 hexadecimal digits in lower case.
    package var hex: String { Hex.encode(bytes) }
    package var description: String { hex }

    private static func digest(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
            let success = EVP_Digest(bytes.baseAddress, bytes.count, buffer.baseAddress, nil, algorithm, nil)
            // Without SHA-256 there is neither a journal nor TLS: to stop is the only safe answer.
            precondition(success == 1, "libcrypto computes no SHA-256: mend the system's OpenSSL configuration")
            written = count
        }
    }
}

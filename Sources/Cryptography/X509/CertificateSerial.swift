import COpenSSL

/// The number by which an authority knows one of its certificates, and by which it revokes it.
package struct CertificateSerial: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number, big end first, without leading zeros.
    let bytes: [UInt8]

    init(bytes: some Sequence<UInt8>) { self.bytes = Array(bytes.drop { $0 == 0 }) }

    /// A new random number of 128 bits.
    ///
    /// - Throws: ``CryptographyError`` when the system has no randomness.
    package static func random() throws(CryptographyError) -> CertificateSerial {
        LibCrypto.start()
        var bytes = [UInt8](repeating: 0, count: 16)
        guard RAND_bytes(&bytes, Int32(bytes.count)) == 1 else { throw .library("no random numbers") }
        return CertificateSerial(bytes: bytes)
    }

    /// Reads 1 to 40 hexadecimal digits of either case, with or without colons; `nil` for anything else.
    package init?(hex: some StringProtocol) {
        let digits = String(hex.filter { $0 != ":" })
        let even = digits.count.isMultiple(of: 2) ? digits : "0" + digits
        guard (1...40).contains(digits.count), let bytes = Hex.decode(even) else { return nil }
        self.init(bytes: bytes)
    }

    init(_ number: UnsafePointer<ASN1_INTEGER>) {
        let count = Int(ASN1_STRING_length(number))
        self.init(bytes: UnsafeBufferPointer(start: ASN1_STRING_get0_data(number), count: count))
    }

    /// Writes the number into an ASN.1 integer.
    func write(to number: UnsafeMutablePointer<ASN1_INTEGER>) -> Bool {
        guard let big = BN_bin2bn(bytes, Int32(bytes.count), nil) else { return false }
        defer { BN_free(big) }
        return BN_to_ASN1_INTEGER(big, number) != nil
    }

    /// Hexadecimal digits in upper case, two for each byte, as `openssl x509 -serial` prints them.
    package var hex: String { bytes.isEmpty ? "00" : Hex.encode(bytes).uppercased() }
    package var description: String { hex }

    package static func < (left: CertificateSerial, right: CertificateSerial) -> Bool {
        (left.bytes.count, left.hex) < (right.bytes.count, right.hex)
    }
}

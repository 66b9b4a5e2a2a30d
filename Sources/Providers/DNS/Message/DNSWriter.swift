import Domain

/// Puts a DNS message together. Names are written in full: what is signed and compared has no second form.
struct DNSWriter {
    private(set) var bytes: [UInt8] = []

    mutating func octets(_ more: some Sequence<UInt8>) { bytes += more }

    mutating func number16(_ number: UInt16) { bytes += [UInt8(number >> 8), UInt8(truncatingIfNeeded: number)] }

    mutating func number32(_ number: UInt32) {
        number16(UInt16(number >> 16))
        number16(UInt16(truncatingIfNeeded: number))
    }

    /// The lower 48 bits.
    mutating func number48(_ number: UInt64) {
        number16(UInt16(truncatingIfNeeded: number >> 32))
        number32(UInt32(truncatingIfNeeded: number))
    }

    mutating func name(_ name: DNSName) {
        for label in name.labels {
            bytes.append(UInt8(truncatingIfNeeded: label.count))
            bytes += label
        }
        bytes.append(0)
    }

    /// Octets after their number in 16 bits.
    mutating func counted16(_ more: [UInt8]) throws(DNSFormatError) {
        number16(try Self.count(more.count, "octets of data"))
        bytes += more
    }

    /// A count as it is written.
    static func count(_ count: Int, _ what: String) throws(DNSFormatError) -> UInt16 {
        guard let number = UInt16(exactly: count) else { throw DNSFormatError("\(count) \(what) are too many") }
        return number
    }
}

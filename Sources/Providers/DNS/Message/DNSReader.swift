import Domain

/// Takes a DNS message apart, octet by octet. Whatever the octets are, it ends and it stays within them.
struct DNSReader {
    private let bytes: [UInt8]
    /// Where the next octet is.
    private(set) var position: Int
    /// Where this part ends: the message, or the data of a record in it.
    private let end: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = 0
        end = bytes.count
    }

    private init(_ bytes: [UInt8], from start: Int, to end: Int) {
        self.bytes = bytes
        position = start
        self.end = end
    }

    var isAtEnd: Bool { position >= end }

    mutating func octet() throws(DNSFormatError) -> UInt8 {
        guard position < end else { throw DNSFormatError("the message ends in the middle, at octet \(position)") }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func octets(_ count: Int) throws(DNSFormatError) -> [UInt8] {
        guard count <= end - position else {
            throw DNSFormatError("the message ends in the middle: \(count) octets are missing at octet \(position)")
        }
        defer { position += count }
        return Array(bytes[position..<(position + count)])
    }

    mutating func rest() throws(DNSFormatError) -> [UInt8] { try octets(end - position) }

    mutating func number16() throws(DNSFormatError) -> UInt16 { UInt16(truncatingIfNeeded: try number(octets: 2)) }
    mutating func number32() throws(DNSFormatError) -> UInt32 { UInt32(truncatingIfNeeded: try number(octets: 4)) }
    mutating func number48() throws(DNSFormatError) -> UInt64 { try number(octets: 6) }

    private mutating func number(octets count: Int) throws(DNSFormatError) -> UInt64 {
        try octets(count).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A reader of the next octets alone; names in it may still point back into the whole message.
    mutating func part(_ count: Int) throws(DNSFormatError) -> DNSReader {
        guard count <= end - position else {
            throw DNSFormatError("a record at octet \(position) says it is longer than the message")
        }
        defer { position += count }
        return DNSReader(bytes, from: position, to: position + count)
    }

    /// A name, compressed or not (RFC 1035, 4.1.4). Each pointer must lead further back than the last, so none can loop.
    mutating func name() throws(DNSFormatError) -> DNSName {
        var labels: [[UInt8]] = []
        var length = 1
        var earliest = position
        var cursor = self
        var hasJumped = false
        while true {
            let first = try cursor.octet()
            switch first {
            case 0:
                if !hasJumped { position = cursor.position }
                guard let name = DNSName(labels: labels) else { throw DNSFormatError("a name is too long") }
                return name
            case 1...0x3F:
                length += 1 + Int(first)
                guard length <= DNSName.longestName else { throw DNSFormatError("a name is too long") }
                labels.append(try cursor.octets(Int(first)))
            case 0xC0...0xFF:
                let target = Int(first & 0x3F) << 8 | Int(try cursor.octet())
                if !hasJumped { position = cursor.position }
                hasJumped = true
                guard target < earliest else { throw DNSFormatError("a name points forward, to octet \(target)") }
                earliest = target
                cursor = DNSReader(bytes, from: target, to: bytes.count)
            case _: throw DNSFormatError("a name has a label of an unknown kind, \(first)")
            }
        }
    }
}

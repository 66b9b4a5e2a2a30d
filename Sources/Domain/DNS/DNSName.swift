/// A fully qualified domain name, in the one spelling that is compared: lower case (RFC 4343), without abbreviation.
package struct DNSName: Hashable, Sendable {
    /// From the leftmost label to the one below the root; empty for the root itself.
    package let labels: [[UInt8]]

    /// The longest label, and the longest name as it is sent, root included (RFC 1035, 2.3.4).
    package static let longestLabel = 63
    package static let longestName = 255

    /// - Returns: `nil` when a label or the whole is too long, or a label is empty.
    package init?(labels: [[UInt8]]) {
        guard labels.allSatisfy({ (1...Self.longestLabel).contains($0.count) }),
            labels.reduce(1, { $0 + 1 + $1.count }) <= Self.longestName
        else { return nil }
        self.labels = labels.map { $0.map(\.lowercasedASCII) }
    }

    private init(checked labels: [[UInt8]]) { self.labels = labels }

    package static let root = DNSName(checked: [])

    /// Whether the name is the zone's own or below it.
    package func isWithin(_ zone: DNSName) -> Bool {
        labels.count >= zone.labels.count && labels.suffix(zone.labels.count) == zone.labels[...]
    }

    /// The name that carries the fencing token of this one.
    package var tokenName: DNSName? { DNSName(DNSToken.recordName(for: description)) }
}

extension DNSName: CustomStringConvertible {
    /// With a final dot; what is not plain is escaped as in a zone file (RFC 1035, 5.1).
    package var description: String {
        labels.isEmpty ? "." : labels.map { $0.map(Self.text).joined() + "." }.joined()
    }

    /// Reads a name with or without a final dot; `nil` for what is not a name.
    package init?(_ text: some StringProtocol) {
        guard text != "." else {
            self = .root
            return
        }
        var labels: [[UInt8]] = [[]]
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "."): labels.append([])
            case UInt8(ascii: "\\"):
                guard let escaped = rest.popEscaped() else { return nil }
                labels[labels.count - 1].append(escaped)
            case 0x21...0x7E: labels[labels.count - 1].append(byte)
            case _: return nil
            }
        }
        if labels.last == [] { labels.removeLast() }
        guard !labels.isEmpty else { return nil }
        self.init(labels: labels)
    }

    private static func text(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "_"), UInt8(ascii: "*"):
            return String(UnicodeScalar(byte))
        case _:
            let digits = String(byte)
            return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
        }
    }
}

extension ArraySlice<UInt8> {
    /// What follows a backslash: three decimal digits or one character that stands for itself.
    fileprivate mutating func popEscaped() -> UInt8? {
        guard let first else { return nil }
        guard first.isDigit else { return popFirst() }
        let digits = prefix(3)
        guard digits.count == 3, digits.allSatisfy(\.isDigit) else { return nil }
        self = dropFirst(3)
        return UInt8(String(decoding: digits, as: UTF8.self))
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    fileprivate var lowercasedASCII: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self + 0x20 : self
    }
}

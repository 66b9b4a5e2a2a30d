/// A name that people gave to something: a region, an agent, a step.
///
/// Two names of different kinds never mix, because each kind is its own type.
package protocol Identifier:
    RawRepresentable, Hashable, Comparable, Codable, CodingKeyRepresentable, Sendable, CustomStringConvertible,
    ExpressibleByStringLiteral
where RawValue == String {
    init(rawValue: String)
}

extension Identifier {
    package init(_ name: some StringProtocol) { self.init(rawValue: String(name)) }
    package init(stringLiteral name: String) { self.init(rawValue: name) }
    package var description: String { rawValue }
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// Whether the name may be used in a file name, a DNS TXT record and a SPIFFE path without escaping: 1 to 63 letters,
    /// digits, `-`, `_` or `.`, beginning with a letter or a digit.
    package var isWellFormed: Bool {
        let bytes = rawValue.utf8
        guard (1...Self.longestName).contains(bytes.count), let first = bytes.first, first.isLetterOrDigit else {
            return false
        }
        return bytes.allSatisfy {
            $0.isLetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
        }
    }

    /// The length of a DNS label (RFC 1035, 2.3.4), so that a name may become one.
    private static var longestName: Int { 63 }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
    }
}

/// Names of hosts and of DNS records.
package enum HostName {
    /// Whether the text is a host name: labels of letters, digits and inner hyphens (RFC 1123, 2.1). An underscore is let
    /// through, since names of services use it (RFC 8552). A last label of digits only would be an address.
    package static func isHostName(_ text: some StringProtocol) -> Bool {
        let name = text.hasSuffix(".") ? text.dropLast() : text[...]
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard name.utf8.count <= longestName, let last = labels.last, !last.utf8.allSatisfy(\.isDigit) else {
            return false
        }
        return labels.allSatisfy { isLabel(Array($0.utf8)) }
    }

    /// The name in lower case and without the final dot: equal names are equal texts (RFC 4343).
    package static func canonical(_ name: some StringProtocol) -> String {
        let name = name.lowercased()
        return name.hasSuffix(".") ? String(name.dropLast()) : name
    }

    /// Whether a name is the zone's own or lies below it.
    package static func isName(_ name: some StringProtocol, inZone zone: some StringProtocol) -> Bool {
        let (name, zone) = (canonical(name), canonical(zone))
        return name == zone || name.hasSuffix("." + zone)
    }

    private static func isLabel(_ bytes: [UInt8]) -> Bool {
        let hyphen = UInt8(ascii: "-")
        guard let first = bytes.first, let last = bytes.last, bytes.count <= longestLabel else { return false }
        return first != hyphen && last != hyphen
            && bytes.allSatisfy { $0.isLetter || $0.isDigit || $0 == hyphen || $0 == UInt8(ascii: "_") }
    }

    // RFC 1035, 2.3.4; the 255 octets of the wire form are 253 characters.
    private static let longestName = 253
    private static let longestLabel = 63
}

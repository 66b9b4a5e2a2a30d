/// Texts of IP addresses.
package enum IPAddress {
    package static func isAddress(_ text: some StringProtocol) -> Bool { isVersion4(text) || isVersion6(text) }

    /// Whether the text is an IPv4 address in four decimal parts without leading zeros (RFC 6943, 3.1.1).
    package static func isVersion4(_ text: some StringProtocol) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                (1...3).contains(part.utf8.count) && part.utf8.allSatisfy(\.isDigit)
                    && (part.utf8.count == 1 || !part.hasPrefix("0")) && UInt8(part) != nil
            }
    }

    /// Whether the text is an IPv6 address (RFC 4291, 2.2), without a zone.
    package static func isVersion6(_ text: some StringProtocol) -> Bool {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard text.contains(":"), halves.count <= 2 else { return false }
        var count = 0
        for (index, half) in halves.enumerated() where !half.isEmpty {
            guard let groups = groups(in: half, mayEndInVersion4: index == halves.count - 1) else { return false }
            count += groups
        }
        return halves.count == 2 ? count <= 7 : count == 8
    }

    /// How many 16-bit groups the text stands for; `nil` if it is malformed.
    private static func groups(in text: some StringProtocol, mayEndInVersion4: Bool) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var count = 0
        for (index, part) in parts.enumerated() {
            if (1...4).contains(part.utf8.count), part.utf8.allSatisfy(\.isHexDigit) {
                count += 1
            } else if mayEndInVersion4, index == parts.count - 1, isVersion4(part) {
                count += 2
            } else {
                return nil
            }
        }
        return count
    }
}

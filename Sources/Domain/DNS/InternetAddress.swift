/// An IPv4 or IPv6 address, in the one spelling that is compared.
package enum InternetAddress: Hashable, Sendable {
    /// Four octets.
    case v4([UInt8])
    /// Sixteen octets.
    case v6([UInt8])

    /// - Returns: `nil` unless there are 4 or 16 octets.
    package init?(octets: [UInt8]) {
        switch octets.count {
        case 4: self = .v4(octets)
        case 16: self = .v6(octets)
        case _: return nil
        }
    }

    package var octets: [UInt8] {
        switch self {
        case .v4(let octets), .v6(let octets): octets
        }
    }
}

extension InternetAddress: CustomStringConvertible {
    /// `192.0.2.1`, or for IPv6 the form of RFC 5952.
    package var description: String {
        switch self {
        case .v4(let octets): octets.map(String.init).joined(separator: ".")
        case .v6(let octets): Self.text(of: octets)
        }
    }

    /// Reads an address; `nil` for anything else. Leading zeros in IPv4 and zones (`%eth0`) are refused.
    package init?(_ text: some StringProtocol) {
        guard let octets = text.contains(":") ? Self.octetsV6(text) : Self.octetsV4(text) else { return nil }
        self.init(octets: octets)
    }

    private static func octetsV4(_ text: some StringProtocol) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let octets = parts.compactMap { part in UInt8(part).flatMap { String($0) == part ? $0 : nil } }
        return parts.count == 4 && octets.count == 4 ? octets : nil
    }

    private static func octetsV6(_ text: some StringProtocol) -> [UInt8]? {
        guard let gap = text.gapOfZeros else {
            guard let octets = groups(text), octets.count == 16 else { return nil }
            return octets
        }
        guard let head = groups(text[..<gap.lowerBound], mayEndInV4: false), let tail = groups(text[gap.upperBound...]),
            head.count + tail.count <= 14
        else { return nil }
        return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    /// The octets of groups between colons; the last of an address may be an IPv4 address.
    private static func groups(_ text: some StringProtocol, mayEndInV4: Bool = true) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var octets: [UInt8] = []
        for (position, part) in parts.enumerated() {
            if mayEndInV4, position == parts.count - 1, let last = octetsV4(part) {
                octets += last
            } else {
                guard (1...4).contains(part.utf8.count), part.first != "+", let group = UInt16(part, radix: 16) else {
                    return nil
                }
                octets += [UInt8(group >> 8), UInt8(group & 0xFF)]
            }
        }
        return octets.count <= 16 ? octets : nil
    }

    private static func text(of octets: [UInt8]) -> String {
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1]) }
        let texts = groups.map { String($0, radix: 16) }
        guard let zeros = longestZeros(groups) else { return texts.joined(separator: ":") }
        return texts[..<zeros.lowerBound].joined(separator: ":") + "::"
            + texts[zeros.upperBound...].joined(separator: ":")
    }

    /// The first of the longest runs of at least two zero groups.
    private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
        var longest = 0..<0
        var start = 0
        for (position, group) in groups.enumerated() {
            if group != 0 { start = position + 1 }
            if position + 1 - start > longest.count { longest = start..<(position + 1) }
        }
        return longest.count >= 2 ? longest : nil
    }
}

extension StringProtocol {
    /// Where `::` stands; the first one, so that a second is refused as an empty group.
    fileprivate var gapOfZeros: Range<Index>? {
        var position = startIndex
        while position < endIndex {
            let next = index(after: position)
            if next < endIndex, self[position] == ":", self[next] == ":" { return position..<index(after: next) }
            position = next
        }
        return nil
    }
}

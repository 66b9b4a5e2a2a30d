/// Names exactly what stands in a group of DNS records, short enough to be typed.
///
/// An override carries it, so that what a person allowed is what that person saw (DESIGN 3.4). It guards against change, not
/// against forgery: the write still names the exact old values as its condition.
package struct DNSFingerprint: Hashable, Codable, Sendable, CustomStringConvertible {
    private let digest: UInt64

    /// Of names, types, values and tokens; the order of the snapshots does not matter.
    package init(of snapshots: [DNSRecordSnapshot]) {
        let lines = snapshots.map { snapshot in
            ([snapshot.key.name, snapshot.key.type.rawValue, snapshot.token ?? "none"] + snapshot.values)
                .map { "\($0.utf8.count):\($0)" }.joined()
        }
        // FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/
        digest = lines.sorted().joined(separator: "\n").utf8.reduce(0xCBF2_9CE4_8422_2325) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
    }

    /// Sixteen hexadecimal digits.
    package var description: String {
        let digits = String(digest, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Reads the form that ``description`` writes; `nil` for anything else.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 16, let digest = UInt64(text, radix: 16) else { return nil }
        self.digest = digest
        guard description == text else { return nil }
    }
}

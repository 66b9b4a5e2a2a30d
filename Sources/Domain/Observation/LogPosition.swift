/// A place in a server's write-ahead log: the number of bytes before it (PostgreSQL 15, 8.20, `pg_lsn`).
package struct LogPosition: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var bytes: UInt64

    package init(bytes: UInt64) { self.bytes = bytes }

    /// Reads `16/B374D848`.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let high = UInt32(parts[0], radix: 16), let low = UInt32(parts[1], radix: 16) else {
            return nil
        }
        bytes = UInt64(high) << 32 | UInt64(low)
    }

    package static func < (left: LogPosition, right: LogPosition) -> Bool { left.bytes < right.bytes }

    /// How many bytes come after this one up to the other; 0 if it is not behind.
    package func gap(to other: LogPosition) -> UInt64 { other.bytes > bytes ? other.bytes - bytes : 0 }

    package var description: String {
        let (high, low) = (bytes >> 32, bytes & 0xFFFF_FFFF)
        return String(high, radix: 16, uppercase: true) + "/" + String(low, radix: 16, uppercase: true)
    }
}

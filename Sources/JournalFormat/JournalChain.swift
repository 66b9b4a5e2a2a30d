import Cryptography
import Domain

/// The end of a hash chain over stored records, to which the next is added or by which it is checked.
///
/// `hash(n) = SHA256(hash(n - 1) ‖ bytes(n))`, and `hash(0)` is that of nothing. The chain runs over the stored bytes, so a
/// later version of the format cannot break it (DESIGN 2).
package struct JournalChain: Hashable, Sendable {
    /// The position of the last record.
    package private(set) var position: JournalPosition
    /// The hash of the last record.
    package private(set) var hash: [UInt8]

    /// The chain before the first record.
    package static let empty = JournalChain(position: 0, hash: SHA256(of: []).bytes)

    /// A chain that ends with a record known to be good.
    package init(position: JournalPosition, hash: [UInt8]) {
        self.position = position
        self.hash = hash
    }

    /// Adds a record.
    ///
    /// - Returns: what is to be stored.
    package mutating func append(_ bytes: [UInt8]) -> StoredEntry {
        position = position.next
        hash = SHA256(of: hash + bytes).bytes
        return StoredEntry(position: position, bytes: bytes, hash: hash)
    }

    /// Goes on to a stored record, if it is the one that follows.
    ///
    /// - Throws: what is wrong with it. The chain then still ends with the last good record.
    package mutating func check(_ entry: StoredEntry) throws(JournalDamage) {
        guard entry.position == position.next else {
            throw JournalDamage(position: position.next, reason: "it is missing: record \(entry.position) comes next")
        }
        var next = self
        guard next.append(entry.bytes).hash == entry.hash else {
            throw JournalDamage(position: entry.position, reason: "its bytes do not match its hash")
        }
        self = next
    }

    /// Checks a whole journal.
    ///
    /// - Throws: the first damage.
    package static func verify(_ entries: some Sequence<StoredEntry>) throws(JournalDamage) -> JournalChain {
        var chain = JournalChain.empty
        for entry in entries { try chain.check(entry) }
        return chain
    }
}

/// The first place at which a journal is not what was written.
package struct JournalDamage: Error, Hashable, Sendable, CustomStringConvertible {
    /// The first position that is not good. Every record before it is.
    package var position: JournalPosition
    /// What is wrong there.
    package var reason: String

    package init(position: JournalPosition, reason: String) {
        self.position = position
        self.reason = reason
    }

    package var description: String { "record \(position) is damaged: \(reason)" }
}

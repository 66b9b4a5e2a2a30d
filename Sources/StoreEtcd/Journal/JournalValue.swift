import Cryptography
import Domain
import Foundation
import JournalFormat
import Ports

/// The value of a record's key: the hash of the chain up to it in hexadecimal digits, a space, and the bytes first encoded.
enum JournalValue {
    private static let hashDigits = 64

    static func encode(_ entry: StoredEntry) -> Data { Data(Array(Hex.encode(entry.hash).utf8) + [0x20] + entry.bytes) }

    /// - Throws: ``PortError`` `.damaged` for what no store has written.
    static func decode(_ value: Data, at position: JournalPosition) throws(PortError) -> StoredEntry {
        let bytes = Array(value)
        guard bytes.count > hashDigits + 1, bytes[hashDigits] == 0x20,
            let hash = Hex.decode(String(decoding: bytes[..<hashDigits], as: UTF8.self))
        else { throw PortError(.damaged, "record \(position) in etcd cannot be read; run holdfast journal verify") }
        return StoredEntry(position: position, bytes: Array(bytes[(hashDigits + 1)...]), hash: hash)
    }
}

import Domain

/// One record of the journal as it is stored: the bytes first encoded, and the hash over the chain up to them.
package struct StoredEntry: Hashable, Sendable {
    package var position: JournalPosition
    /// The record in JSON, on one line. Never encoded again.
    package var bytes: [UInt8]
    /// SHA-256 over the hash before it and the bytes.
    package var hash: [UInt8]

    package init(position: JournalPosition, bytes: [UInt8], hash: [UInt8]) {
        self.position = position
        self.bytes = bytes
        self.hash = hash
    }
}

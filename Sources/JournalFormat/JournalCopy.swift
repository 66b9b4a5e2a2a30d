import Cryptography
import Domain
import Ports

/// A controller's own copy of a journal that is kept elsewhere: for history, and so that a new leader is warm.
///
/// It holds the entries as they were first stored. Nothing gets in that does not follow by the hash chain.
package protocol JournalCopy: Sendable {
    /// Where it is kept, for people.
    var place: String { get }

    /// How far it goes.
    func end() async throws(PortError) -> JournalChain

    /// Adds what follows; entries that it has already are passed over.
    ///
    /// - Throws: ``PortError/Code/damaged`` for an entry that does not follow, and nothing is added.
    func append(_ entries: [StoredEntry]) async throws(PortError)

    /// What is stored after a position, in order, at most `limit`.
    func entries(after position: JournalPosition, limit: Int) async throws(PortError) -> [StoredEntry]

    /// Records after a position, in order, at most `limit`, each checked again.
    func records(after position: JournalPosition, limit: Int) async throws(PortError) -> [JournalRecord]
}

extension BackupPage {
    /// The first of the entries, as many as make up a page.
    package init(_ head: BackupHead, _ entries: [StoredEntry]) {
        var length = 0
        let fitting = entries.prefix { entry in
            let isFirst = length == 0
            length += entry.bytes.count
            return isFirst || length <= Self.longestPage
        }
        self.init(head: head, records: fitting.map { String(decoding: $0.bytes, as: UTF8.self) })
    }
}

extension BackupHead {
    package init(_ state: CoordinationState, _ end: JournalChain, of controller: ControllerID, at time: Timestamp) {
        self.init(
            controller: controller,
            at: time,
            position: end.position,
            hash: Hex.encode(end.hash),
            state: state
        )
    }
}

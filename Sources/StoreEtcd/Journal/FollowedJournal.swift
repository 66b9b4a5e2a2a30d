import Domain
import JournalFormat
import Ports

/// The journal as one controller has it: its own copy, and behind the copy's end what etcd has.
///
/// Whatever is read from etcd is checked by the hash chain and copied at once, so that it is asked for once.
struct FollowedJournal: Sendable {
    let remote: EtcdJournal
    let copy: any JournalCopy

    /// Read and copied at once.
    private static let recordsAtOnce = 1000

    /// Records after a position, in order, at most `limit`. Linearisable: where the copy alone could be too short, etcd is
    /// asked for what follows it.
    func records(after position: JournalPosition, limit: Int) async throws(PortError) -> [JournalRecord] {
        guard limit > 0 else { return [] }
        let held = try await copy.records(after: position, limit: limit)
        if held.count == limit { return held }
        let before = try await copy.end().position
        guard try await catchUp().position > before else { return held }
        return try await copy.records(after: position, limit: limit)
    }

    /// Copies all that etcd has and the copy has not.
    ///
    /// - Returns: the end of the copy.
    /// - Throws: ``PortError`` `.rejected` where etcd no longer has what follows the copy, `.damaged` where what it has does
    ///   not follow.
    @discardableResult
    func catchUp() async throws(PortError) -> JournalChain {
        while true {
            let end = try await copy.end()
            let entries = try await remote.entries(after: end, limit: Self.recordsAtOnce, for: copy)
            try await copy.append(entries)
            if entries.count < Self.recordsAtOnce { return try await copy.end() }
        }
    }

    /// Refuses a copy that cannot be one of this journal.
    func requireContinuation(to end: JournalChain) async throws(PortError) {
        let copied = try await copy.end()
        guard copied.position < end.position || copied == end else {
            throw PortError(
                .damaged,
                "the copy of the journal in \(copy.place) ends with record \(copied.position), and etcd with record "
                    + "\(end.position) of another chain: etcd was set back, or the copy is of another cluster"
            )
        }
    }
}

import Domain
import Foundation
import JournalFormat
import Ports

/// The records that are in etcd: each page is checked against the hash chain as it comes.
struct EtcdJournal: Sendable {
    let client: EtcdClient
    let keys: KeySpace

    /// Asked at once. Pages that turn out too long for one answer are cut in halves.
    private static let recordsAtOnce = 256

    /// What follows a chain, in order, at most `limit`.
    ///
    /// - Parameters:
    ///   - end: the chain up to the last record that is not wanted.
    ///   - limit: how many at most.
    ///   - copy: what is to go on with them.
    /// - Returns: the entries as they are stored.
    /// - Throws: ``PortError`` `.damaged` for records that are not what was written, `.rejected` where some are gone.
    func entries(
        after end: JournalChain,
        limit: Int,
        for copy: (any JournalCopy)?
    ) async throws(PortError) -> [StoredEntry] {
        var chain = end
        var entries: [StoredEntry] = []
        var page = Self.recordsAtOnce
        while entries.count < limit {
            let count = min(page, limit - entries.count)
            guard let read = try await read(from: chain.position.next, count: count) else {
                page = max(1, page / 2)
                continue
            }
            if let first = read.first?.position, first > chain.position.next, chain == end {
                throw Self.gone(chain.position.next, before: first, copy)
            }
            for entry in read {
                do { try chain.check(entry) } catch { throw Self.damage(error) }
            }
            entries += read
            if read.count < count { break }
        }
        return entries
    }

    /// What every controller had copied was taken out of etcd.
    private static func gone(
        _ wanted: JournalPosition,
        before first: JournalPosition,
        _ copy: (any JournalCopy)?
    ) -> PortError {
        PortError(
            .rejected,
            "the records \(wanted) to \(first.rawValue - 1) are no longer in etcd, and the copy\(copy.map { " in \($0.place)" } ?? "") lacks them: "
                + "holdfast journal export on another controller's data directory, and here holdfast journal import"
        )
    }

    /// The oldest record that is still there.
    func first() async throws(PortError) -> JournalPosition? { try await read(from: 0, count: 1)?.first?.position }

    /// - Returns: `nil` where it is not there.
    func entry(at position: JournalPosition) async throws(PortError) -> StoredEntry? {
        try await read(from: position, count: 1)?.first { $0.position == position }
    }

    /// - Returns: `nil` where so many are too long for one answer.
    private func read(from position: JournalPosition, count: Int) async throws(PortError) -> [StoredEntry]? {
        let range = keys.records(from: position)
        let request = RangeRequest(key: range.key, rangeEnd: range.end, limit: WireNumber(Int64(count)))
        let answer: RangeResponse
        do throws(PortError) { answer = try await client.range(request) } catch {
            if error.message == EtcdClient.tooLong, count > 1 { return nil }
            throw error
        }
        var entries: [StoredEntry] = []
        for pair in answer.kvs ?? [] {
            guard case .record(let position) = keys.place(of: pair.key) else { continue }
            entries.append(try JournalValue.decode(pair.value ?? Data(), at: position))
        }
        return entries
    }

    static func damage(_ damage: JournalDamage) -> PortError {
        PortError(.damaged, "the journal in etcd is damaged: \(damage). Run holdfast restore")
    }
}

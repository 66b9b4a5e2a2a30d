import Domain
import Foundation
import JournalFormat
import NIOCore
import Ports

/// Puts a restored journal and its state into an etcd that has lost them (DESIGN 3.1, rule 8).
///
/// The state is written last and at once, so that a controller which starts in between finds nothing that it could go on from.
package struct EtcdRestore: Sendable {
    private let client: EtcdClient
    private let keys: KeySpace
    private let bounds = EtcdBounds()

    package init(_ settings: EtcdSettings, cluster: String) throws(PortError) {
        client = try EtcdClient(settings, patience: Self.patience)
        keys = KeySpace(cluster: cluster)
    }

    /// Nobody waits for this but a person, and an etcd that is merely slow must not be taken for one that is gone.
    private static let patience = TimeAmount.seconds(10)

    /// Nothing may be asked afterwards.
    package func close() async {
        // Nothing is left to do where closing fails.
        try? await client.shutDown()
    }

    /// What stands in etcd.
    package enum Found: Sendable {
        case nothing
        /// The record that follows the backup's last one: that of the same restore, which another controller's part has begun, or
        /// what came after the backup. `nil` where it ends before, or cannot be read.
        case cluster(following: StoredEntry?)
    }

    /// Looks what is there.
    ///
    /// - Throws: ``PortError/Code/conditionFailed`` while a controller is there.
    package func look(behind end: JournalChain) async throws(PortError) -> Found {
        let any = try await client.range(
            RangeRequest(key: keys.all.key, rangeEnd: keys.all.end, limit: 1, keysOnly: true)
        )
        guard any.kvs?.isEmpty == false else { return .nothing }
        let following: StoredEntry?
        do throws(PortError) {
            _ = try await ClusterStart(client: client, keys: keys).image(of: [])
            following = try await EtcdJournal(client: client, keys: keys).entry(at: end.position.next)
        } catch {
            guard error.code == .damaged else { throw error }
            following = nil
        }
        return .cluster(following: following)
    }

    /// Opinions vanish with the session of their controller.
    ///
    /// - Throws: ``PortError/Code/conditionFailed`` while a controller is there.
    package func requireNobody() async throws(PortError) {
        let range = keys.opinions
        let found = try await client.range(RangeRequest(key: range.key, rangeEnd: range.end, limit: 1, keysOnly: true))
        guard let key = found.kvs?.first?.key, case .part(let part) = keys.place(of: key) else { return }
        throw PortError(.conditionFailed, "a controller is running (\(part) is in etcd): stop every controller first")
    }

    /// Writes all of it.
    ///
    /// - Parameters:
    ///   - journal: with the record of its restore.
    ///   - replacing: whether what is there goes; otherwise there must be nothing.
    /// - Throws: ``PortError/Code/conditionFailed`` where there is something.
    package func write(_ journal: RestoredJournal, replacing: Bool) async throws(PortError) {
        guard let last = journal.entry else { throw PortError(.rejected, "\(journal.path) was not restored") }
        if replacing {
            let all = TransactionAct(delete: DeleteRangeRequest(key: keys.all.key, rangeEnd: keys.all.end))
            _ = try await client.transact(TransactionRequest(success: [all]), .write)
        }
        for batch in try batches(of: journal, behind: first(of: last.position)) { try await write(batch) }
        let end = JournalChain(position: last.position, hash: last.hash)
        let start = ClusterStart(client: client, keys: keys)
        let request = TransactionRequest(
            compare: keys.state.map { start.nothing(in: $0) },
            success: try ClusterStart.puts(journal.state, end, keys)
        )
        let (response, isDoubtful) = try await client.transact(request, .write)
        guard response.succeeded == true || isDoubtful else {
            throw PortError(.conditionFailed, "somebody else has begun this cluster in etcd meanwhile: look who")
        }
    }

    /// Older records are in the controllers' own directories only.
    private func first(of last: JournalPosition) -> JournalPosition {
        JournalPosition(last.rawValue > bounds.recordsKept ? last.rawValue - bounds.recordsKept : 0)
    }

    /// By fewer acts than etcd takes at once, and fewer bytes.
    private func batches(
        of journal: RestoredJournal,
        behind position: JournalPosition
    ) throws(PortError) -> [[StoredEntry]] {
        var batches: [[StoredEntry]] = []
        var batch: [StoredEntry] = []
        var length = 0
        try journal.forEach(after: position) { entry throws(PortError) in
            if batch.count == 100 || length + entry.bytes.count > 500_000, !batch.isEmpty {
                batches.append(batch)
                (batch, length) = ([], 0)
            }
            batch.append(entry)
            length += entry.bytes.count
        }
        return batches + [batch]
    }

    private func write(_ entries: [StoredEntry]) async throws(PortError) {
        let puts = entries.map {
            TransactionAct(put: PutRequest(key: keys.key($0.position), value: JournalValue.encode($0)))
        }
        _ = try await client.transact(TransactionRequest(success: puts), .write)
    }
}

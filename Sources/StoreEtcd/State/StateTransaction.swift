import Domain
import Foundation
import JournalFormat
import Ports

/// One decision as one transaction of etcd: conditional on every part that the decision may depend on being as it was, it
/// writes what changed and the new records; where a condition fails it reads the state, so that a lost race costs one
/// round trip.
///
/// A decision that changes nothing is sent too: its conditions are then checked at etcd's present revision. (Such a
/// transaction is linearisable because the reads of the other branch are; one without any would be answered from a member
/// that may be behind.)
struct StateTransaction: Sendable {
    let request: TransactionRequest
    /// What is written, for the image; `nil` for a part that goes.
    let changes: [Part: Data?]
    let entries: [StoredEntry]

    /// - Parameters:
    ///   - write: whose scope bounds what is read and changed.
    ///   - decision: what was decided.
    ///   - image: what was decided on.
    ///   - state: what the decision has made of it.
    ///   - lease: the session that what is published is attached to.
    ///   - keys: those of the cluster.
    /// - Throws: ``PortError`` `.rejected` for a change outside of the scope, and for what cannot be written.
    init<Answer>(
        _ write: StateWrite<Answer>,
        _ decision: StateWrite<Answer>.Decision,
        on image: StateImage,
        state: CoordinationState,
        lease: WireNumber?,
        keys: KeySpace
    ) throws(PortError) {
        var chain = image.journalEnd
        var entries: [StoredEntry] = []
        for record in decision.records { entries.append(chain.append(try Self.encode(record))) }
        var changes = try image.changes(to: state, adding: entries)
        if decision.beats { changes[.beat] = try StateImage.encode(StoredBeat(term: state.board.term)) }
        if let outside = changes.keys.filter({ !write.scope.mayWrite($0) }).map(\.key).min() {
            throw PortError(.rejected, "a write to etcd would change \(outside), which is outside of its scope")
        }
        self.entries = entries
        self.changes = changes
        request = TransactionRequest(
            compare: Self.conditions(of: write.scope, image, entries, keys),
            success: Self.acts(changes, entries, lease, keys),
            failure: Self.reads(keys)
        )
    }

    /// Reads the state at one revision.
    static func reads(_ keys: KeySpace) -> [TransactionAct] {
        keys.state.map { TransactionAct(range: RangeRequest(key: $0.key, rangeEnd: $0.end)) }
    }

    private static func conditions(
        of scope: WriteScope,
        _ image: StateImage,
        _ entries: [StoredEntry],
        _ keys: KeySpace
    ) -> [CompareRequest] {
        var conditions = scope.reads.sorted { $0.key < $1.key }.map { part in
            CompareRequest(
                key: keys.key(part),
                target: .modified,
                result: .equal,
                modRevision: WireNumber(image.revision(of: part))
            )
        }
        if scope.readsEveryApplication {
            // One condition on the range also holds off an application that comes to be meanwhile.
            conditions.append(
                CompareRequest(
                    key: keys.applications.key,
                    rangeEnd: keys.applications.end,
                    target: .modified,
                    result: .less,
                    modRevision: WireNumber(image.complete + 1)
                )
            )
        }
        if let first = entries.first?.position.rawValue, let last = entries.last?.position.rawValue {
            let range = keys.records(first..<last + 1)
            conditions.append(
                CompareRequest(
                    key: range.key,
                    rangeEnd: range.end,
                    target: .created,
                    result: .equal,
                    createRevision: 0
                )
            )
        }
        return conditions
    }

    private static func acts(
        _ changes: [Part: Data?],
        _ entries: [StoredEntry],
        _ lease: WireNumber?,
        _ keys: KeySpace
    ) -> [TransactionAct] {
        let parts = changes.sorted { $0.key.key < $1.key.key }.map { part, value in
            guard let value else { return TransactionAct(delete: DeleteRangeRequest(key: keys.key(part))) }
            let session = part.mayVanish ? lease : nil
            return TransactionAct(put: PutRequest(key: keys.key(part), value: value, lease: session))
        }
        return parts
            + entries.map { entry in
                TransactionAct(put: PutRequest(key: keys.key(entry.position), value: JournalValue.encode(entry)))
            }
    }

    private static func encode(_ record: JournalRecord) throws(PortError) -> [UInt8] {
        do { return try JournalCodec.encode(record) } catch { throw PortError(.rejected, error.message) }
    }
}

import Domain
import Ports

/// A backup's journal with the record of its restore at the end, and the state that goes on from there.
package struct RestoredJournal: Sendable {
    /// The backup.
    package let path: String
    /// `nil` for an export, which says nothing of whose journal it is.
    package let header: BackupFile.Header?
    /// Where the backup ends.
    package let backupEnd: JournalChain
    /// After the restore.
    package private(set) var state: CoordinationState
    /// The record of the restore; `nil` before it.
    package private(set) var entry: StoredEntry?

    /// Reads all of it.
    ///
    /// - Throws: ``PortError/Code/damaged`` for a file that cannot be trusted, `.rejected` for one that is no backup.
    package init(backup path: String) throws(PortError) {
        self.path = path
        var state = CoordinationState(board: Board())
        let (header, end) = try BackupFile.read(path) { entry throws(PortError) in
            do { state.replay(try JournalCodec.decode(entry)) } catch { throw PortError(.damaged, "\(path): \(error)") }
        }
        guard end.position > 0 else {
            throw PortError(.rejected, "\(path) has no record: nothing can be restored from it")
        }
        if let header { state.take(header.head) }
        self.header = header
        self.state = state
        backupEnd = end
    }

    /// Who had a say when the backup was made; during a change of them, those before it.
    package var controllers: [ControllerID] {
        let set = state.board.controllerSet
        return set.outgoing ?? set.members
    }

    /// Goes on from the backup.
    package mutating func restore(
        _ restoration: Restoration,
        at time: Timestamp,
        on controller: ControllerID
    ) throws(PortError) {
        do {
            let record = try state.restore(restoration, at: time, on: controller)
            try end(with: try JournalCodec.encode(record))
        } catch let refusal as BoardRefusal {
            throw PortError(.rejected, "\(path): \(refusal.message)")
        } catch {
            throw PortError(.rejected, "\(error)")
        }
    }

    /// Goes on from the backup as it was done elsewhere: with the very record.
    ///
    /// - Returns: whether the record is of a restore, and of this backup.
    package mutating func join(_ entry: StoredEntry) -> Bool {
        var chain = backupEnd
        guard (try? chain.check(entry)) != nil, let record = try? JournalCodec.decode(entry),
            case .controllers(.restored) = record.event
        else { return false }
        state.replay(record)
        self.entry = entry
        return true
    }

    private mutating func end(with bytes: [UInt8]) throws(PortError) {
        var chain = backupEnd
        entry = chain.append(bytes)
    }

    /// Calls back with every record after a position, that of the restore last.
    package func forEach(
        after position: JournalPosition = 0,
        _ body: (StoredEntry) throws(PortError) -> Void
    ) throws(PortError) {
        _ = try BackupFile.read(path) { entry throws(PortError) in
            if entry.position > position { try body(entry) }
        }
        if let entry { try body(entry) }
    }
}

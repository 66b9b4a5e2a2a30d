import Domain
import GRDB
import JournalFormat
import Ports

/// The journal of a controller that does not run, to be read and checked only.
///
/// It holds the directory's lock, so that no controller starts meanwhile. Each call blocks while it reads.
package final class OfflineJournal: Sendable {
    private let directory: StoreDirectory
    private let lock: DirectoryLock
    private let queue: DatabaseQueue

    /// Opens the journal of a stopped controller.
    ///
    /// - Throws: ``PortError/Code/unavailable`` while a controller runs on the directory, or where there is no journal.
    package init(_ directory: StoreDirectory) throws(PortError) {
        self.directory = directory
        try directory.requireDatabase()
        lock = try DirectoryLock(directory)
        var configuration = Configuration()
        configuration.readonly = true
        do {
            queue = try DatabaseQueue(path: directory.database, configuration: configuration)
        } catch {
            throw PortError(error, in: .work, of: directory)
        }
    }

    /// Records after a position, in order, at most `limit`.
    package func records(after position: JournalPosition, limit: Int) throws(PortError) -> [JournalRecord] {
        try read { try JournalTable.records(after: position, limit: limit, in: $0) }
    }

    /// The chain up to a record; `nil` where it is not there.
    package func chain(at position: JournalPosition) throws(PortError) -> JournalChain? {
        try read { try JournalTable.chain(at: position, in: $0) }
    }

    /// Checks the whole journal and calls back with every good entry, in order.
    ///
    /// - Returns: the last good position, and the damage that follows it, if there is any.
    /// - Throws: what the callback throws; ``PortError/Code/damaged`` where the file as a whole cannot be read.
    package func verify(_ body: (StoredEntry) throws -> Void = { _ in }) throws(PortError) -> JournalVerification {
        try read { database in
            do {
                return JournalVerification(lastGood: try JournalTable.verify(in: database, body).position, damage: nil)
            } catch let damage as JournalDamage {
                let lastGood = JournalPosition(damage.position.rawValue - 1)
                return JournalVerification(lastGood: lastGood, damage: damage)
            }
        }
    }

    private func read<Answer>(_ body: (Database) throws -> Answer) throws(PortError) -> Answer {
        do {
            return try queue.read(body)
        } catch {
            throw PortError(error, in: .work, of: directory)
        }
    }
}

/// What a check of a whole journal found.
package struct JournalVerification: Hashable, Sendable {
    /// Every record up to here is what was written.
    package var lastGood: JournalPosition
    /// The first place that is not; `nil` if the whole journal is good.
    package var damage: JournalDamage?

    package init(lastGood: JournalPosition, damage: JournalDamage?) {
        self.lastGood = lastGood
        self.damage = damage
    }
}

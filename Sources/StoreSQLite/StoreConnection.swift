import Domain
import GRDB
import JournalFormat
import Ports

/// The open and checked database of a controller. Blocks its caller while it waits for the disk.
struct StoreConnection {
    private let queue: DatabaseQueue
    private let directory: StoreDirectory

    /// Opens the database, makes it where it is new, and checks all of it: whose it is, its pages and its journal.
    init(_ directory: StoreDirectory, controller: ControllerID, kind: StoreContents = .store) throws(PortError) {
        do {
            let queue = try DatabaseQueue(path: directory.database, configuration: Self.configuration)
            try Self.refuseForeign(queue, controller: controller, in: directory)
            try Self.checkPages(of: queue, in: directory)
            try StoreSchema.migrator.migrate(queue)
            try queue.read { try BoardTables.refuse($0, unless: kind, in: directory) }
            try queue.writeWithoutTransaction { database in
                try database.inTransaction(.immediate) {
                    if try BoardTables.controller(in: database) == nil {
                        try BoardTables.create(for: controller, as: kind, in: database)
                    }
                    try JournalTable.verify(in: database)
                    return .commit
                }
                // What was read just now may be in memory only, if an earlier process died while it was writing.
                try database.checkpoint(.truncate)
            }
            self.queue = queue
            self.directory = directory
        } catch {
            throw PortError(error, in: .work, of: directory)
        }
    }

    /// Runs a transaction: all of it is on the disk when this returns, or nothing is.
    func transact<Answer>(_ body: (Database) throws -> Answer) throws(PortError) -> Answer {
        var phase = TransactionPhase.work
        do {
            return try queue.writeWithoutTransaction { database in
                var answer: Answer?
                try database.inTransaction(.immediate) {
                    answer = try body(database)
                    phase = .commit
                    return .commit
                }
                guard let answer else { throw PortError(.unavailable, "the store in \(directory) ran no transaction") }
                return answer
            }
        } catch {
            throw PortError(error, in: phase, of: directory)
        }
    }

    func read<Answer>(_ body: (Database) throws -> Answer) throws(PortError) -> Answer {
        do {
            return try queue.read(body)
        } catch {
            throw PortError(error, in: .work, of: directory)
        }
    }

    func close() throws(PortError) {
        do {
            try queue.close()
        } catch {
            throw PortError(error, in: .work, of: directory)
        }
    }

    /// A write is on the disk when its commit returns. No other program gets at the file meanwhile, and the index of the
    /// write-ahead log is in memory, so that after a commit nothing is left to fail.
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "holdfast.store.sqlite"
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode")
            let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
            guard mode == "wal", synchronous == 2 else {
                throw PortError(
                    .unavailable,
                    "SQLite does not write ahead and in full there (journal_mode \(mode ?? "?"), synchronous "
                        + "\(synchronous ?? -1)): use a local file system"
                )
            }
        }
        return configuration
    }

    private static func refuseForeign(
        _ queue: DatabaseQueue,
        controller: ControllerID,
        in directory: StoreDirectory
    ) throws {
        try queue.read { database in
            guard try !StoreSchema.migrator.hasBeenSuperseded(database) else {
                throw PortError(
                    .rejected,
                    "\(directory.database) was written by a newer version of Holdfast: run that one"
                )
            }
            guard try database.tableExists("store") else { return }
            if let owner = try BoardTables.controller(in: database), owner != controller {
                throw PortError(
                    .rejected,
                    "the data directory \(directory) belongs to the controller \(owner), not to \(controller): name its own"
                )
            }
        }
    }

    private static func checkPages(of queue: DatabaseQueue, in directory: StoreDirectory) throws {
        let found = try queue.read { try String.fetchAll($0, sql: "PRAGMA quick_check(1)") }
        guard found == ["ok"] else {
            let first = found.first?.split(separator: "\n").joined(separator: " ") ?? "no answer"
            throw PortError(
                .damaged,
                "\(directory.database) is damaged (\(first)): restore the last backup (holdfast restore), or save the good "
                    + "records (holdfast journal export)"
            )
        }
    }
}

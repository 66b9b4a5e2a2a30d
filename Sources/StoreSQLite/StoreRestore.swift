import Domain
import Foundation
import GRDB
import JournalFormat
import Ports

/// Fills a data directory from a backup, as the store of a single controller or as a controller's copy of etcd's journal.
///
/// What was there is moved aside, never deleted. The new database gets its name when it is whole and on the disk, so that an
/// interrupted restore has changed nothing, and is repeated.
package enum StoreRestore {
    /// - Parameters:
    ///   - directory: whose controller does not run; it may be new.
    ///   - controller: whose directory it is.
    ///   - journal: with the record of the restore at its end.
    ///   - isCopy: whether etcd has the rest of the state.
    /// - Returns: where the database went that was there; `nil` if there was none.
    /// - Throws: ``PortError/Code/unavailable`` while a controller runs on the directory.
    package static func fill(
        _ directory: StoreDirectory,
        of controller: ControllerID,
        from journal: RestoredJournal,
        isCopy: Bool
    ) throws(PortError) -> String? {
        let wasThere = directory.hasDatabase
        if !wasThere { try directory.createPath() }
        let lock = try DirectoryLock(directory)
        defer { withExtendedLifetime(lock) {} }
        let fresh = StoreDirectory(directory.path + "/restoring")
        try? FileManager.default.removeItem(atPath: fresh.path)
        try fresh.create()
        let connection = try StoreConnection(fresh, controller: controller, kind: isCopy ? .copy : .store)
        do throws(PortError) {
            try connection.transact { database in
                try journal.forEach { entry throws(PortError) in try copy(entry, to: database, fresh) }
                if !isCopy {
                    try BoardTables.save(journal.state, replacing: try BoardTables.load(database), in: database)
                }
            }
            try connection.close()
        } catch {
            try? connection.close()
            throw error
        }
        return try put(fresh, in: directory.path, wasThere: wasThere, directory)
    }

    /// Whether there is a store or a copy already.
    package static func isFilled(_ directory: StoreDirectory) -> Bool { directory.hasDatabase }

    private static func copy(_ entry: StoredEntry, to database: Database, _ place: StoreDirectory) throws(PortError) {
        do { try JournalTable.copy([entry], to: database) } catch {
            throw PortError(error, in: .work, of: place)
        }
    }

    private static func put(
        _ fresh: StoreDirectory,
        in path: String,
        wasThere: Bool,
        _ directory: StoreDirectory
    ) throws(PortError) -> String? {
        let files = FileManager.default
        var aside: String?
        do {
            if wasThere {
                let old = StoreDirectory(try newName(beside: directory))
                try files.createDirectory(atPath: old.path, withIntermediateDirectories: false)
                for suffix in ["-wal", "-shm", ""] where files.fileExists(atPath: directory.database + suffix) {
                    try files.moveItem(atPath: directory.database + suffix, toPath: old.database + suffix)
                }
                aside = old.path
            }
            guard !files.fileExists(atPath: fresh.database + "-wal") else {
                throw PortError(.unavailable, "the restored store in \(fresh) was not written to its end: try again")
            }
            try files.moveItem(atPath: fresh.database, toPath: directory.database)
            try files.removeItem(atPath: fresh.path)
        } catch let error as PortError {
            throw error
        } catch {
            throw PortError(.unavailable, "cannot put the restored store into \(path): \(error.localizedDescription)")
        }
        // Whoever restores is often root, and the controller somebody else.
        try directory.giveToItsOwner(directory.database, directory.lock)
        try StoreDirectory.synchronize(path)
        return aside
    }

    private static func newName(beside directory: StoreDirectory) throws(PortError) -> String {
        for number in 1...1000 {
            let name = "\(directory.path)/replaced-\(number)"
            if !FileManager.default.fileExists(atPath: name) { return name }
        }
        throw PortError(.unavailable, "\(directory.path) holds a thousand replaced stores: take some away")
    }
}

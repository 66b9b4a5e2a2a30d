import Domain
import Foundation
import GRDB
import JournalFormat
import Ports

/// Seeds a controller's copy of the journal with what another controller's was exported to.
package enum JournalImport {
    /// Adds every record of an export that the copy has not: one record a line, in order, from the first.
    ///
    /// The hash chain is computed anew, so that whoever goes on with the copy sees whether it is the right one.
    ///
    /// - Parameters:
    ///   - path: what ``JournalRepair/exportGoodPrefix(from:to:)`` wrote, or a backup.
    ///   - directory: the data directory of a controller that does not run; it may be new.
    ///   - controller: whose directory it is.
    /// - Returns: how far the copy goes now.
    /// - Throws: ``PortError/Code/rejected`` for a file that is no export or of another journal; then nothing of it is added.
    package static func seed(
        from path: String,
        into directory: StoreDirectory,
        of controller: ControllerID
    ) throws(PortError) -> JournalPosition {
        try directory.create()
        let lock = try DirectoryLock(directory)
        defer { withExtendedLifetime(lock) {} }
        let connection = try StoreConnection(directory, controller: controller, kind: .copy)
        do throws(PortError) {
            let end = try connection.transact { database in
                let end = try JournalTable.end(of: database)
                let read = try BackupFile.read(path) { entry throws(PortError) in
                    try add(entry, to: database, ending: end, from: path, directory)
                }
                return max(read.end.position, end.position)
            }
            try connection.close()
            return end
        } catch {
            try? connection.close()
            throw error
        }
    }

    private static func add(
        _ entry: StoredEntry,
        to database: Database,
        ending end: JournalChain,
        from path: String,
        _ directory: StoreDirectory
    ) throws(PortError) {
        do {
            _ = try JournalCodec.decode(entry)
            guard entry.position != end.position || entry.hash == end.hash else { throw foreign(path, directory) }
            try JournalTable.copy([entry], to: database)
        } catch {
            throw PortError(error, in: .work, of: directory)
        }
    }

    private static func foreign(_ path: String, _ directory: StoreDirectory) -> PortError {
        PortError(.rejected, "\(path) is an export of another journal than the one in \(directory)")
    }
}

import Foundation
import JournalFormat
import Ports

/// Saves what is good of a damaged journal.
package enum JournalRepair {
    /// Writes every record before the first damage to a new file: the stored bytes, one record a line, in order.
    ///
    /// - Returns: how far the journal is good, and what is wrong after it.
    package static func exportGoodPrefix(
        from directory: StoreDirectory,
        to path: String
    ) throws(PortError) -> JournalVerification {
        let journal = try OfflineJournal(directory)
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoreDirectory.systemError("cannot create \(path)") }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        let found = try journal.verify { entry in
            do {
                try handle.write(contentsOf: entry.bytes + [UInt8(ascii: "\n")])
            } catch {
                throw PortError(.unavailable, "cannot write \(path): \(error.localizedDescription)")
            }
        }
        guard fsync(file) == 0 else { throw StoreDirectory.systemError("cannot write \(path) to disk") }
        return found
    }
}

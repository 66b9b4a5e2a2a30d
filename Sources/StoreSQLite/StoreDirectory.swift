import Foundation
import Ports

/// Where a controller keeps its state: one directory with the database and the file that is locked.
package struct StoreDirectory: Hashable, Sendable, CustomStringConvertible {
    package var path: String

    package init(_ path: String) { self.path = path }

    package var description: String { path }

    /// The database. Beside it, SQLite keeps `coordination.sqlite-wal`, which belongs to it.
    package var database: String { path + "/coordination.sqlite" }

    /// The file whose lock says that a process uses the directory.
    package var lock: String { path + "/lock" }

    /// Makes the directory and an empty database, for the owner's eyes only, where there are none yet. What is made survives
    /// a power failure.
    func create() throws(PortError) {
        try createPath()
        let file = open(database, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Self.systemError("cannot create \(database)") }
        close(file)
        try Self.synchronize(path)
        try Self.synchronize(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    }

    var hasDatabase: Bool { FileManager.default.fileExists(atPath: database) }

    /// Makes the directory alone.
    func createPath() throws(PortError) {
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: attributes
            )
        } catch {
            throw PortError(.unavailable, "cannot create the data directory \(path): \(error.localizedDescription)")
        }
    }

    /// Gives files of the directory to whoever the directory belongs to.
    func giveToItsOwner(_ files: String...) throws(PortError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw Self.systemError("cannot look at \(path)") }
        for file in files where chown(file, status.st_uid, status.st_gid) != 0 {
            throw Self.systemError("cannot give \(file) to the owner of \(path)")
        }
    }

    /// Refuses a directory in which no controller has ever worked.
    func requireDatabase() throws(PortError) {
        guard !hasDatabase else { return }
        throw PortError(
            .unavailable,
            "there is no journal in \(path) that this user can see: give the controller's data_dir with --data-dir"
        )
    }

    static func synchronize(_ path: String) throws(PortError) {
        let directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw systemError("cannot open the directory \(path)") }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw systemError("cannot write the directory \(path) to disk") }
    }

    static func systemError(_ what: String) -> PortError {
        PortError(.unavailable, "\(what): \(String(cString: strerror(errno)))")
    }
}

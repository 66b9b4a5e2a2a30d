import Domain
import GRDB
import JournalFormat
import Ports

/// The copy of etcd's journal in a controller's data directory: the same file and the same checks as the store of a single
/// controller, so that the same commands verify and export it. It holds the directory's lock (DESIGN 3.1, rule 6).
package actor SQLiteJournalCopy: JournalCopy {
    package nonisolated let place: String
    private let executor = StoreExecutor()
    private var lock: DirectoryLock?
    private let connection: StoreConnection

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Opens a controller's copy and makes an empty one where there is none. Blocks while all of it is checked.
    ///
    /// - Throws: ``PortError/Code/unavailable`` while another process uses the directory, `.rejected` for a directory of
    ///   another controller or one with a store of its own, `.damaged` with the first bad position.
    package init(_ directory: StoreDirectory, controller: ControllerID) throws(PortError) {
        try directory.create()
        place = directory.path
        lock = try DirectoryLock(directory)
        connection = try StoreConnection(directory, controller: controller, kind: .copy)
    }

    /// Closes the file and lets go of the directory. Every later operation fails.
    package func close() throws(PortError) {
        defer { lock = nil }
        try connection.close()
    }

    package func end() async throws(PortError) -> JournalChain {
        try connection.read { try JournalTable.end(of: $0) }
    }

    package func append(_ entries: [StoredEntry]) async throws(PortError) {
        try connection.transact { try JournalTable.copy(entries, to: $0) }
    }

    package func entries(after position: JournalPosition, limit: Int) async throws(PortError) -> [StoredEntry] {
        try connection.read { try JournalTable.entries(after: position, limit: limit, in: $0) }
    }

    package func records(after position: JournalPosition, limit: Int) async throws(PortError) -> [JournalRecord] {
        try connection.read { try JournalTable.records(after: position, limit: limit, in: $0) }
    }
}

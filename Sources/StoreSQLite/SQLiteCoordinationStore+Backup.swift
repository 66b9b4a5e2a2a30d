import Domain
import JournalFormat
import Ports

extension SQLiteCoordinationStore: BackupSource {
    /// One reading of the file: the head and the records are of one moment.
    package func backup(after position: JournalPosition, at time: Timestamp) async throws(PortError) -> BackupPage {
        let (controller, places) = (self.controller, self.places)
        return try attempt { connection throws(PortError) in
            try connection.read { database in
                var state = try BoardTables.load(database)
                state.board.places = places
                let head = BackupHead(state, try JournalTable.end(of: database), of: controller, at: time)
                let entries = try JournalTable.entries(after: position, limit: BackupPage.mostRecords, in: database)
                return BackupPage(head, entries)
            }
        }
    }
}

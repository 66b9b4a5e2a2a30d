import Domain
import JournalFormat
import Ports

extension EtcdCoordinationStore: BackupSource {
    /// The state as etcd has it now; the records come from this controller's own copy, which has caught up.
    package func backup(after position: JournalPosition, at time: Timestamp) async throws(PortError) -> BackupPage {
        let image = try await readState()
        if try await journal.copy.end().position < image.journalEnd.position { try await journal.catchUp() }
        let wanted = image.journalEnd.position.rawValue - min(position.rawValue, image.journalEnd.position.rawValue)
        let limit = Int(min(wanted, UInt64(BackupPage.mostRecords)))
        let entries = try await journal.copy.entries(after: position, limit: limit)
        return BackupPage(BackupHead(image.state, image.journalEnd, of: controller, at: time), entries)
    }
}

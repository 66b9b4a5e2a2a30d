import Commands
import Domain
import JournalFormat
import Ports

/// Backups in files of this machine.
struct BackupFiles: Backups {
    func create(_ path: String, cluster: String, _ head: BackupHead) throws(PortError) -> any BackupSink {
        try BackupFile.Writer(path, BackupFile.Header(cluster: cluster, head: head))
    }

    func verify(_ path: String) throws(PortError) -> BackupCheck {
        guard let header = try RestoredJournal(backup: path).header else {
            throw PortError(.rejected, "\(path) is the export of a journal, and no backup: holdfast backup makes one")
        }
        return BackupCheck(cluster: header.cluster, head: header.head)
    }

    func restore(_ order: RestoreOrder) async throws(PortError) -> RestoreReport {
        try await ControllerRestore(order).run()
    }

    func breakGlass(_ order: BreakGlassOrder) async throws(PortError) -> RestoreReport {
        try await BrokenGlass(order).run()
    }
}

extension BackupFile.Writer: BackupSink {}

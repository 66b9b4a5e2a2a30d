import Commands
import ConfigurationFile
import EtcdConfiguration
import Domain
import Ports
import StoreEtcd
import StoreSQLite

/// The journal of a stopped controller that stores it with SQLite.
struct SQLiteJournal: StoppedJournal {
    private let directory: StoreDirectory

    init(_ path: String) { directory = StoreDirectory(path) }

    func verify(_ progress: (JournalPosition) throws(PortError) -> Void) throws(PortError) -> JournalCheck {
        let found = try OfflineJournal(directory).verify { entry in try progress(entry.position) }
        return JournalCheck(lastGood: found.lastGood, damage: found.damage?.description)
    }

    func seed(from path: String, of controller: ControllerID) throws(PortError) -> JournalPosition {
        try JournalImport.seed(from: path, into: directory, of: controller)
    }

    func verifyContinuation(inEtcdOf configuration: String) async throws(PortError) -> JournalPosition {
        let file = try ConfigurationFile.read(EtcdPlace.self, from: configuration, unknownKeys: .ignored)
        guard let etcd = file.etcd else {
            throw PortError(
                .rejected,
                "\(configuration) names no etcd: the journal of a single controller is in its directory"
            )
        }
        let journal = try OfflineJournal(directory)
        return try await EtcdJournalCheck.verify(try etcd.settings, cluster: file.cluster) {
            position throws(PortError) in
            try journal.chain(at: position)
        }
    }

    /// What controller.yaml says of etcd.
    private struct EtcdPlace: Codable {
        var cluster: String
        var etcd: EtcdSection?
    }

    func export(to path: String) throws(PortError) -> JournalCheck {
        let found = try JournalRepair.exportGoodPrefix(from: directory, to: path)
        return JournalCheck(lastGood: found.lastGood, damage: found.damage?.description)
    }
}

import ConfigurationFile
import Domain
import EtcdConfiguration
import Logging
import Ports
import StoreEtcd
import StoreSQLite
import SystemClock

/// The coordination store that the configuration names, and what has to run and end with it.
enum ControllerStore {
    case sqlite(SQLiteCoordinationStore)
    case etcd(EtcdCoordinationStore, SQLiteJournalCopy)

    /// Takes the lock on the data directory. An etcd is first asked when the controller registers.
    static func open(_ file: ControllerConfiguration, logger: Logger) throws(PortError) -> ControllerStore {
        let directory = StoreDirectory(file.dataDirectory.path)
        guard let etcd = file.etcd else {
            return .sqlite(try SQLiteCoordinationStore(directory, controller: file.id))
        }
        let settings = try etcd.settings
        let copy = try SQLiteJournalCopy(directory, controller: file.id)
        let store = try EtcdCoordinationStore(
            settings,
            cluster: file.cluster,
            controller: file.id,
            copy: copy,
            initialControllers: etcd.initialControllers ?? [],
            leaderSilence: etcd.leaderSilence?.value ?? EtcdCoordinationStore.defaultLeaderSilence,
            time: SystemTime(),
            logger: logger
        )
        return .etcd(store, copy)
    }

    var port: any CoordinationStore {
        switch self {
        case .sqlite(let store): store
        case .etcd(let store, _): store
        }
    }

    var backups: any BackupSource {
        switch self {
        case .sqlite(let store): store
        case .etcd(let store, _): store
        }
    }

    /// Runs the store beside the controller, until one of them ends.
    func run(beside body: @escaping @Sendable () async throws -> Void) async throws {
        switch self {
        case .sqlite: try await body()
        case .etcd(let store, _):
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await store.run() }
                group.addTask { try await body() }
                _ = try await group.next()
                group.cancelAll()
            }
        }
    }

    func close() async throws(PortError) {
        switch self {
        case .sqlite(let store): try await store.close()
        case .etcd(let store, let copy):
            await store.close()
            try await copy.close()
        }
    }
}

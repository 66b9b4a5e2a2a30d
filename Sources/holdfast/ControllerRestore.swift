import Commands
import ConfigurationFile
import Domain
import EtcdConfiguration
import JournalFormat
import Ports
import StoreEtcd
import StoreSQLite

/// Fills the place of one controller from a backup: its data directory and, for whoever comes first, etcd.
struct ControllerRestore {
    private let order: RestoreOrder
    private let file: ControllerFile
    private let directory: StoreDirectory

    init(_ order: RestoreOrder) throws(PortError) {
        self.order = order
        file = try ControllerFile.read(order.configuration)
        directory = StoreDirectory(file.dataDirectory.path)
    }

    func run() async throws(PortError) -> RestoreReport {
        var journal = try RestoredJournal(backup: order.file)
        if let header = journal.header, header.cluster != file.cluster {
            throw PortError(
                .rejected,
                "\(order.file) is of the cluster \(header.cluster), and \(order.configuration) of \(file.cluster): take that of this cluster"
            )
        }
        guard !StoreRestore.isFilled(directory) || order.replaces else {
            throw PortError(
                .conditionFailed,
                "\(directory) holds a store already: if it is lost or damaged, restore with --replace, which keeps it aside"
            )
        }
        if let etcd = file.etcd {
            try await restore(&journal, in: etcd)
        } else {
            guard order.controllers.isEmpty || order.controllers == [file.id] else {
                throw PortError(.rejected, "without etcd: there is one controller, \(file.id): leave out --controllers")
            }
            try begin(&journal, controllers: [file.id])
        }
        let aside = try StoreRestore.fill(directory, of: file.id, from: journal, isCopy: file.etcd != nil)
        return RestoreReport(
            place: directory.path,
            controller: file.id,
            controllers: journal.state.board.controllerSet.members,
            position: journal.state.board.position,
            aside: aside,
            applications: journal.state.board.applications.keys.sorted()
        )
    }

    private func begin(_ journal: inout RestoredJournal, controllers: [ControllerID]) throws(PortError) {
        let restoration = Restoration(
            by: order.by,
            reason: order.reason,
            floor: Restoration.floor(at: order.at),
            controllers: controllers
        )
        try journal.restore(restoration, at: order.at, on: file.id)
    }

    // MARK: etcd

    private func restore(_ journal: inout RestoredJournal, in etcd: EtcdSection) async throws(PortError) {
        let store = try EtcdRestore(try etcd.settings, cluster: file.cluster)
        let result: Result<RestoredJournal, PortError>
        do throws(PortError) { result = .success(try await restored(journal, in: store, etcd)) } catch {
            result = .failure(error)
        }
        await store.close()
        journal = try result.get()
    }

    private func restored(
        _ backup: RestoredJournal,
        in store: EtcdRestore,
        _ etcd: EtcdSection
    ) async throws(PortError) -> RestoredJournal {
        var journal = backup
        let found = try await store.look(behind: journal.backupEnd)
        // Another controller's part of this restore: this one goes on with the very record, and etcd is left alone.
        if case .cluster(let following?) = found, journal.join(following) { return journal }
        try await store.requireNobody()
        var replaces = false
        if case .cluster = found {
            guard order.replaces else {
                throw PortError(
                    .conditionFailed,
                    "etcd holds a cluster \(file.cluster) already: if it is lost or damaged, restore with --replace, which deletes it"
                )
            }
            replaces = true
        }
        try begin(&journal, controllers: try controllers(journal))
        try await store.write(journal, replacing: replaces)
        return journal
    }

    private func controllers(_ journal: RestoredJournal) throws(PortError) -> [ControllerID] {
        let controllers = order.controllers.isEmpty ? journal.controllers : order.controllers
        guard controllers.contains(file.id) else {
            let names = controllers.map(\.rawValue).joined(separator: ", ")
            throw PortError(
                .rejected,
                "\(file.id) is not one of the controllers (\(names.isEmpty ? "the file names none" : names)): name them with --controllers"
            )
        }
        return controllers
    }
}

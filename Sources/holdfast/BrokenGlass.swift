import Commands
import ConfigurationFile
import Domain
import EtcdConfiguration
import Foundation
import JournalFormat
import Ports
import StoreEtcd
import StoreSQLite
import TLS

/// Two operators let a controller that is left go on without a quorum (DESIGN 3.5): from its own copy of the journal, alone.
struct BrokenGlass {
    private let order: BreakGlassOrder
    private let file: ControllerFile

    init(_ order: BreakGlassOrder) throws(PortError) {
        self.order = order
        file = try ControllerFile.read(order.configuration)
    }

    func run() async throws(PortError) -> RestoreReport {
        let names = try order.operators.map { files throws(PortError) in try name(of: files) }
        guard Set(names).count == 2 else {
            throw PortError(
                .conditionFailed,
                "both certificates are of \(names.first ?? ""): two operators break the glass"
            )
        }
        try await requireNoQuorum()
        let journal = FileManager.default.temporaryDirectory.path + "/holdfast-journal-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: journal) }
        let directory = StoreDirectory(file.dataDirectory.path)
        let found = try JournalRepair.exportGoodPrefix(from: directory, to: journal)
        if let damage = found.damage { throw PortError(.damaged, "\(directory): \(damage); restore a backup instead") }
        let restore = RestoreOrder(
            file: journal,
            configuration: order.configuration,
            controllers: [file.id],
            replaces: true,
            by: names,
            reason: "without a quorum: \(order.reason)",
            at: order.at
        )
        return try await ControllerRestore(restore).run()
    }

    /// Whoever has the key proves it by a handshake with this controller's own certificate.
    private func name(of files: OperatorFiles) throws(PortError) -> OperatorName {
        do throws(TLSError) {
            let holder = try TLSContext(
                .mutual(
                    identity: TLSConfiguration.Identity(certificateFile: files.certificate, keyFile: files.key),
                    trustFile: file.tls.trust.path
                )
            )
            let uris = try CertificateProof.prove(holder, to: try TLSContext(file.tls.mutualTLS)).peerURIs
            let identities = uris.compactMap { PeerIdentity(uri: $0, cluster: file.cluster) }
            if uris.count == 1, case .operator(let name)? = identities.first { return name }
            throw TLSError(
                .peerRefused,
                "it is of \(uris.joined(separator: ", ")), not of an operator of \(file.cluster)"
            )
        } catch {
            throw PortError(.conditionFailed, "\(files.certificate): \(error)")
        }
    }

    /// Where decisions can be made the ordinary way, there is no other.
    private func requireNoQuorum() async throws(PortError) {
        guard let etcd = file.etcd else { return }
        let store = try EtcdRestore(try etcd.settings, cluster: file.cluster)
        let result: Result<EtcdRestore.Found, PortError>
        do throws(PortError) { result = .success(try await store.look(behind: .empty)) } catch {
            result = .failure(error)
        }
        await store.close()
        switch result {
        case .success(.nothing): return
        case .success(.cluster):
            throw PortError(.conditionFailed, "etcd has a quorum and holds \(file.cluster): nothing needs to be broken")
        case .failure(let error):
            throw PortError(
                .conditionFailed,
                "\(error.message). Take etcd: out of \(order.configuration), so that \(file.id) keeps the store alone, or name a new, "
                    + "empty etcd there"
            )
        }
    }
}

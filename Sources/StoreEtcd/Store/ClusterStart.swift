import Domain
import Foundation
import JournalFormat
import Ports

/// Finds the cluster in etcd, or makes it: once, whoever comes first.
struct ClusterStart: Sendable {
    let client: EtcdClient
    let keys: KeySpace

    /// The parts that every cluster has.
    private static let parts: [Part] = [.leadership, .journalEnd, .controllers, .plans]

    func image(of initialControllers: [ControllerID]) async throws(PortError) -> StateImage {
        let image = try await read()
        if !image.present.isEmpty { return try complete(image) }
        let members = Set(initialControllers).sorted()
        guard !members.isEmpty else {
            throw PortError(
                .rejected,
                "etcd has nothing below \(keys.prefix) yet: name the controllers as etcd.initial_controllers"
            )
        }
        try await create(CoordinationState(board: Board(controllerSet: .init(version: 1, members: members))))
        return try complete(try await read())
    }

    func read() async throws(PortError) -> StateImage {
        let (response, _) = try await client.transact(TransactionRequest(success: StateTransaction.reads(keys)), .read)
        var image = StateImage()
        try image.take(response.stateValues(keys), completeAt: response.header?.revision?.value ?? 0)
        return image
    }

    /// Another may have made it meanwhile: then this changes nothing.
    private func create(_ state: CoordinationState) async throws(PortError) {
        let puts = try Self.puts(state, .empty, keys)
        _ = try await client.transact(TransactionRequest(compare: [nothing(in: keys.all)], success: puts), .write)
    }

    /// That no key of a range is there.
    func nothing(in range: (key: Data, end: Data)) -> CompareRequest {
        CompareRequest(key: range.key, rangeEnd: range.end, target: .created, result: .equal, createRevision: 0)
    }

    /// Writes all parts of a state that nobody leads in.
    static func puts(_ state: CoordinationState, _ end: JournalChain, _ keys: KeySpace) throws(PortError)
        -> [TransactionAct]
    {
        var values: [(Part, Data)] = [
            (.leadership, try StateImage.encode(StoredLeadership(term: state.board.term))),
            (.journalEnd, try StateImage.encode(StoredJournalEnd(end))),
            (.controllers, try StateImage.encode(StoredControllers(state))),
            (.plans, try StateImage.encode(StoredPlans(state))),
        ]
        for (id, application) in state.board.applications.sorted(by: { $0.key < $1.key }) {
            values.append((.application(id), try StateImage.encode(application)))
        }
        return values.map { TransactionAct(put: PutRequest(key: keys.key($0.0), value: $0.1)) }
    }

    private func complete(_ image: StateImage) throws(PortError) -> StateImage {
        guard let missing = Self.parts.first(where: { !image.present.contains($0) }) else { return image }
        throw PortError(
            .damaged,
            "etcd has keys below \(keys.prefix) but not \(missing): another program writes there, or somebody has deleted it"
        )
    }
}

import Domain
import JournalFormat
import Ports

/// Checks that the journal in etcd goes on where a controller's copy ends.
package enum EtcdJournalCheck {
    /// - Parameters:
    ///   - settings: how etcd is reached.
    ///   - cluster: the name of the cluster.
    ///   - chain: the copy's chain at a position; `nil` beyond its end.
    /// - Returns: the last record in etcd.
    /// - Throws: ``PortError`` `.damaged` with the first record that does not follow, `.rejected` where some are missing
    ///   between the copy and etcd, `.unavailable` without a quorum.
    package static func verify(
        _ settings: EtcdSettings,
        cluster: String,
        chain: (JournalPosition) throws(PortError) -> JournalChain?
    ) async throws(PortError) -> JournalPosition {
        let client = try EtcdClient(settings)
        let result: Result<JournalPosition, PortError>
        do throws(PortError) {
            result = .success(try await verify(client, KeySpace(cluster: cluster), chain))
        } catch {
            result = .failure(error)
        }
        // Nothing is left to do where closing fails.
        try? await client.shutDown()
        return try result.get()
    }

    private static let recordsAtOnce = 1000

    private static func verify(
        _ client: EtcdClient,
        _ keys: KeySpace,
        _ chain: (JournalPosition) throws(PortError) -> JournalChain?
    ) async throws(PortError) -> JournalPosition {
        let end = try await ClusterStart(client: client, keys: keys).image(of: []).journalEnd
        let journal = EtcdJournal(client: client, keys: keys)
        guard let first = try await journal.first() else { return try last(of: end, chain: chain(end.position)) }
        let before = JournalPosition(first.rawValue - 1)
        guard var known = try chain(before) else {
            throw PortError(
                .rejected,
                "etcd begins with record \(first), and the copy ends before: holdfast journal import another controller's export"
            )
        }
        while known.position < end.position {
            let entries = try await journal.entries(after: known, limit: recordsAtOnce, for: nil)
            guard let last = entries.last else { break }
            known = JournalChain(position: last.position, hash: last.hash)
            if let copied = try chain(known.position) { _ = try Self.last(of: known, chain: copied) }
        }
        return try last(of: end, chain: known)
    }

    private static func last(of end: JournalChain, chain: JournalChain?) throws(PortError) -> JournalPosition {
        guard chain == end else {
            throw PortError(.damaged, "record \(end.position) in etcd is not the one that the copy leads to")
        }
        return end.position
    }
}

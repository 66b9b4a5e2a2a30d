import Domain
import Ports

extension RFC2136Provider {
    /// Records asked for at the same time; more would only queue at the server.
    private static let questionsAtOnce = 8

    package func read(_ records: [DNSRecordKey]) async throws(PortError) -> [DNSRecordSnapshot] {
        let results = await inParallel(records) { key in await snapshotResult(of: key) }
        var snapshots: [DNSRecordSnapshot] = []
        for result in results { snapshots.append(try result.get()) }
        return snapshots
    }

    package func answers(for record: DNSRecordKey) async -> [DNSServerAnswer] {
        await inParallel(settings.authoritative) { server in
            DNSServerAnswer(server: server.description, result: await answer(of: server, for: record))
        }
    }

    private func answer(of server: DNSServerAddress, for record: DNSRecordKey) async -> Result<[String], PortError> {
        do throws(PortError) {
            let id = try DNSRecordSetID(record, in: settings.zone)
            // Other servers need not know the key.
            return .success(try await recordSet(id.name, id.type, at: server, key: nil).values)
        } catch {
            return .failure(error)
        }
    }

    private func snapshotResult(of key: DNSRecordKey) async -> Result<DNSRecordSnapshot, PortError> {
        do throws(PortError) { return .success(try await snapshot(of: key)) } catch { return .failure(error) }
    }

    private func snapshot(of key: DNSRecordKey) async throws(PortError) -> DNSRecordSnapshot {
        let id = try DNSRecordSetID(key, in: settings.zone)
        let token = try await recordSet(id.tokenName, .txt, at: settings.server, key: self.key)
        let records = try await recordSet(id.name, id.type, at: settings.server, key: self.key)
        return DNSRecordSnapshot(
            key: key,
            values: records.values,
            ttl: records.ttl.map { .seconds(Int64($0)) },
            token: token.texts.isEmpty ? nil : DNSTokenText(strings: token.texts).text
        )
    }

    /// What the server has under a name and a type. What it does not say for certain is an error, never an empty set.
    private func recordSet(
        _ name: DNSName,
        _ type: DNSTypeCode,
        at server: DNSServerAddress,
        key: TSIGKey?
    ) async throws(PortError) -> DNSRecordSet {
        let reply = try await client.ask(DNSQuestion(name: name, type: type), at: server, key: key)
        if let error = failure(of: reply, "the question for \(name)", at: server) { throw error }
        guard reply.message.isAuthoritative else {
            throw PortError(
                .rejected,
                "DNS server \(server) is not authoritative for \(name); correct the plan's servers"
            )
        }
        let records = reply.message.answers.filter { $0.name == name && $0.recordClass == .internet }
        if type != .cname, records.contains(where: { $0.type == .cname }) {
            throw PortError(.rejected, "\(name) is a CNAME at DNS server \(server), not what the plan says")
        }
        return DNSRecordSet(records.filter { $0.type == type })
    }

    /// The results in the order of the items.
    private func inParallel<Item: Sendable, Output: Sendable>(
        _ items: [Item],
        _ work: @escaping @Sendable (Item) async -> Output
    ) async -> [Output] {
        await withTaskGroup(of: (Int, Output).self) { group in
            var outputs: [Int: Output] = [:]
            for (position, item) in items.enumerated() {
                if position >= Self.questionsAtOnce, let (done, output) = await group.next() { outputs[done] = output }
                group.addTask { (position, await work(item)) }
            }
            for await (done, output) in group { outputs[done] = output }
            return items.indices.compactMap { outputs[$0] }
        }
    }
}

/// The records of one name and one type, as they came.
private struct DNSRecordSet {
    /// Canonical and sorted; without texts.
    var values: [String] = []
    var texts: [[[UInt8]]] = []
    /// Seconds.
    var ttl: UInt32?

    init(_ records: [DNSRecord]) {
        ttl = records.map(\.ttl).min()
        for record in records {
            switch record.data {
            case .address(let address): values.append(address.description)
            case .alias(let name): values.append(name.description)
            case .text(let strings): texts.append(strings)
            case .nameServer, .startOfAuthority, .signature, .opaque: continue
            }
        }
        values.sort()
    }
}

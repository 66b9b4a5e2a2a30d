import Domain
import Ports

/// The way of one controller process to the name servers.
struct SimulatedDNS: DNSProviderFactory, DNSProvider {
    let world: World
    let controller: ControllerID
    let site: Site
    let process: SimulatedProcess

    func provider(for group: DNSGroup) throws(PortError) -> any DNSProvider { self }

    func read(_ records: [DNSRecordKey]) async throws(PortError) -> [DNSRecordSnapshot] {
        try await ask { names throws(PortError) in
            let snapshots = try names.primary.read(records)
            world.happen(.dnsRead(by: controller))
            return snapshots
        }
    }

    func replace(_ changes: [DNSChange]) async throws(PortError) {
        try await ask { names throws(PortError) in
            do throws(PortError) {
                try names.replace(changes)
            } catch {
                world.happen(.dnsRefused(changes, by: controller, detail: error.message))
                throw error
            }
            world.happen(.dnsWritten(changes, by: controller))
        }
    }

    func clockSkew() async throws(PortError) -> Duration { try await ask { _ throws(PortError) in .zero } }

    func answers(for record: DNSRecordKey) async -> [DNSServerAnswer] {
        do throws(PortError) {
            return try await ask { names throws(PortError) in
                [("ns1", names.primary), ("ns2", names.secondary)].map { server, zone in
                    DNSServerAnswer(server: server, result: .success(zone.values(of: record)))
                }
            }
        } catch {
            return [DNSServerAnswer(server: "ns1", result: .failure(error))]
        }
    }

    /// One question: it may never arrive, arrive late, or be answered into the void.
    private func ask<Answer: Sendable>(
        _ body: @escaping (NameServers) throws(PortError) -> Answer
    ) async throws(PortError) -> Answer {
        let gone = Result<Answer, PortError>.failure(PortError(.unavailable, "the process is gone"))
        let result = await process.wait(orWhenGone: gone) { answer in
            let silence = Result<Answer, PortError>.failure(
                PortError(.outcomeUnknown, "the name server did not answer")
            )
            world.scheduler.after(Self.patience) { answer(silence) }
            world.network.carry(from: site, to: .nameServer) {
                guard world.names.outages == 0 else { return }
                let result =
                    world.names.throttlings > 0
                    ? .failure(PortError(.unavailable, "the name server throttles"))
                    : Self.result(of: body, world.names)
                world.network.carry(from: .nameServer, to: site) { answer(result) }
            }
        }
        return try result.get()
    }

    private static func result<Answer>(
        of body: (NameServers) throws(PortError) -> Answer,
        _ names: NameServers
    ) -> Result<Answer, PortError> {
        do throws(PortError) {
            return .success(try body(names))
        } catch {
            return .failure(error)
        }
    }

    private static var patience: Duration { .seconds(2) }
}

import Domain
import Ports
import Synchronization

/// A DNS provider in memory: it answers at once, by the rules of ``DNSZoneModel``, and fails only when a test tells it to.
package final class InMemoryDNSProvider: DNSProvider {
    private struct State {
        var primary: DNSZoneModel
        /// What servers show that do not follow the primary; `nil` for one that does not answer.
        var stale: [String: DNSZoneModel?] = [:]
        var faults: [DNSOperation: [DNSFault]] = [:]
        var clockSkew = Duration.zero
    }

    /// The authoritative servers, in the order the plan lists them.
    package let servers: [String]
    private let state: Mutex<State>

    package init(_ zone: DNSZoneModel, servers: [String] = ["ns1"]) {
        self.servers = servers
        state = Mutex(State(primary: zone))
    }

    // MARK: - What a test looks at and turns

    /// The zone as the primary has it.
    package var zone: DNSZoneModel { state.withLock { $0.primary } }

    /// Somebody edits the zone by hand.
    package func edit(_ change: (inout DNSZoneModel) -> Void) { state.withLock { change(&$0.primary) } }

    /// The server shows what stands now, until it catches up.
    package func hold(_ server: String) { state.withLock { $0.stale[server] = .some($0.primary) } }

    /// The server does not answer any more.
    package func stop(_ server: String) { state.withLock { $0.stale[server] = .some(nil) } }

    /// The server answers, and shows what the primary has.
    package func catchUp(_ server: String) { state.withLock { $0.stale[server] = nil } }

    /// The primary's clock goes wrong by this much.
    package func setClock(ahead skew: Duration) { state.withLock { $0.clockSkew = skew } }

    /// Makes the next operation of this kind fail. Several faults of one kind strike one operation each, in order.
    package func fail(next operation: DNSOperation, with fault: DNSFault) {
        state.withLock { $0.faults[operation, default: []].append(fault) }
    }

    // MARK: - DNSProvider

    package func read(_ records: [DNSRecordKey]) async throws(PortError) -> [DNSRecordSnapshot] {
        try perform(.read) { zone throws(PortError) in try zone.read(records) }
    }

    package func replace(_ changes: [DNSChange]) async throws(PortError) {
        try perform(.replace) { zone throws(PortError) in try zone.replace(changes) }
    }

    package func clockSkew() async throws(PortError) -> Duration { state.withLock { $0.clockSkew } }

    package func answers(for record: DNSRecordKey) async -> [DNSServerAnswer] {
        state.withLock { state in
            servers.map { server in
                guard let zone = state.stale[server] ?? state.primary else {
                    let silence = PortError(.unavailable, "DNS server \(server) does not answer: a test says so")
                    return DNSServerAnswer(server: server, result: .failure(silence))
                }
                do throws(PortError) {
                    return DNSServerAnswer(server: server, result: .success(try zone.read([record]).flatMap(\.values)))
                } catch {
                    return DNSServerAnswer(server: server, result: .failure(error))
                }
            }
        }
    }

    private func perform<Answer: Sendable>(
        _ operation: DNSOperation,
        _ body: (inout DNSZoneModel) throws(PortError) -> Answer
    ) throws(PortError) -> Answer {
        let result: Result<Answer, PortError> = state.withLock { state in
            var waiting = state.faults[operation] ?? []
            let fault = waiting.isEmpty ? nil : waiting.removeFirst()
            state.faults[operation] = waiting
            if let fault, fault != .outcomeUnknownAfterEffect { return .failure(fault.error(of: operation)) }
            do throws(PortError) {
                let answer = try body(&state.primary)
                return fault.map { .failure($0.error(of: operation)) } ?? .success(answer)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

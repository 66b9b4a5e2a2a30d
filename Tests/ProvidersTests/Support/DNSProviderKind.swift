import Domain
import InMemoryPorts
import Ports
import Testing

/// The providers that keep the contract of the port.
enum DNSProviderKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case inMemory = "in memory"
    case bind = "BIND"
    case knot = "Knot"

    var testDescription: String { rawValue }

    /// A provider of a new zone `example.com`.
    func bench(_ sample: SampleZone) async throws -> DNSBench {
        switch self {
        case .inMemory: DNSBench(InMemoryDNSProvider(sample.model))
        case .bind: try DNSBench(try await NameServer(.bind, sample.lines))
        case .knot: try DNSBench(try await NameServer(.knot, sample.lines))
        }
    }
}

/// What stands in a zone at first.
struct SampleZone: Sendable {
    var records: [DNSRecordKey: [String]] = [:]
    var tokens: [String: String] = [:]

    /// As a zone file says it.
    fileprivate var lines: String {
        let sets = records.flatMap { key, values in values.map { "\(key.name). IN \(key.type.rawValue) \($0)" } }
        let texts = tokens.map { "_holdfast.\($0). IN TXT \"\($1)\"" }
        return (sets + texts).sorted().joined(separator: "\n")
    }

    fileprivate var model: DNSZoneModel {
        var model = DNSZoneModel(DNSName("example.com") ?? .root)
        for (key, values) in records { model.put(values, at: key) }
        for (name, text) in tokens { model.putToken(text, beside: name) }
        return model
    }
}

/// A provider, and a witness of what stands in its zone.
struct DNSBench: Sendable {
    let provider: any DNSProvider
    private let witness: Witness

    private enum Witness: Sendable {
        case memory(InMemoryDNSProvider)
        case server(NameServer)
    }

    fileprivate init(_ memory: InMemoryDNSProvider) {
        provider = memory
        witness = .memory(memory)
    }

    fileprivate init(_ server: NameServer) throws {
        provider = try server.provider()
        witness = .server(server)
    }

    func stop() {
        if case .server(let server) = witness { server.stop() }
    }

    func values(_ key: DNSRecordKey) throws -> [String] {
        switch witness {
        case .memory(let memory): memory.zone.values(of: key)
        case .server(let server): try server.dig(key.name, key.type.rawValue)
        }
    }

    func token(beside name: String) throws -> String? {
        switch witness {
        case .memory(let memory): memory.zone.token(beside: name)
        case .server(let server): try server.dig("_holdfast.\(name)", "TXT").first
        }
    }

    /// The whole zone, to be compared.
    func everything() throws -> AnyHashable {
        switch witness {
        case .memory(let memory): return memory.zone
        case .server(let server):
            let lines = try server.dig(NameServer.zone, "AXFR")
            try #require(!lines.isEmpty, "the server does not show its zone")
            return lines
        }
    }
}

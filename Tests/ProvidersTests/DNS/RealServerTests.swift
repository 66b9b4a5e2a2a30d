import Decision
import Domain
import Foundation
import Ports
import Providers
import Testing

/// What only real primaries can show; `dig` is the witness. What every provider promises is in ``DNSContractTests``.
@Suite(.serialized) struct RealServerTests {
    private static let records = """
        www IN A 192.0.2.2
        www IN A 192.0.2.1
        www IN AAAA 2001:db8:0:0::1
        shop IN CNAME West.Example.NET.
        _holdfast.www IN TXT "v=1;app=printapp;epoch=1;region=us-east-1"
        odd IN A 192.0.2.9
        _holdfast.odd IN TXT "two" "strings; \\"quoted\\""
        _holdfast.odd IN TXT "another"
        """
    private let keys: [DNSRecordKey] = [.a("www.example.com"), .aaaa("WWW.example.com."), .cname("shop.example.com")]

    @Test(arguments: NameServer.Kind.allCases)
    func adoptionAndThenAFailoverMoveRecordsAndTokenTogether(_ kind: NameServer.Kind) async throws {
        let server = try await NameServer(kind, "www IN A 192.0.2.1\nshop IN CNAME East.example.net.")
        defer { server.stop() }
        let provider = try server.provider()
        func wanted(_ address: String, _ alias: String) -> [DNSWantedRecord] {
            [
                DNSWantedRecord(key: .a("www.example.com"), values: [address], ttl: .seconds(5)),
                DNSWantedRecord(key: .aaaa("www.example.com"), values: ["2001:DB8::7"], ttl: .seconds(7)),
                DNSWantedRecord(key: .cname("shop.example.com"), values: [alias], ttl: .seconds(5)),
            ]
        }
        let adoption = DNSChangeDecision(
            purpose: .adopt,
            token: .of(1, "us-east-1"),
            wanted: wanted("192.0.2.1", "east.example.net")
        )
        let failover = DNSChangeDecision(
            purpose: .change,
            token: .of(2, "us-west-2"),
            wanted: wanted("198.51.100.7", "West.example.net")
        )
        for decision in [adoption, failover] {
            let keys = decision.wanted.map(\.key)
            guard case .write(let changes) = decision.outcome(given: try await provider.read(keys)) else {
                Issue.record("nothing to write for \(decision.token)")
                return
            }
            try await provider.replace(changes)
            #expect(decision.outcome(given: try await provider.read(keys)) == .alreadyDone)
        }
        #expect(try server.dig("www.example.com", "A") == ["198.51.100.7"])
        #expect(try server.dig("www.example.com", "AAAA") == ["2001:db8::7"])
        #expect(try server.dig("shop.example.com", "CNAME") == ["west.example.net."])
        #expect(try server.dig("_holdfast.www.example.com", "TXT") == ["v=1;app=printapp;epoch=2;region=us-west-2"])
        #expect(try server.dig("_holdfast.shop.example.com", "TXT") == ["v=1;app=printapp;epoch=2;region=us-west-2"])
        #expect(try server.digTTL("www.example.com", "A") == 5)
        #expect(try server.digTTL("www.example.com", "AAAA") == 7)
        #expect(try server.digTTL("_holdfast.www.example.com", "TXT") == 5)
    }

    @Test(arguments: NameServer.Kind.allCases)
    func aForeignTokenOfSeveralStringsIsReplacedOnlyExactly(_ kind: NameServer.Kind) async throws {
        let server = try await NameServer(kind, Self.records)
        defer { server.stop() }
        let provider = try server.provider()
        let snapshot = try await provider.read([.a("odd.example.com")])[0]
        #expect(snapshot.token == "\"another\"\n\"two\" \"strings; \\034quoted\\034\"")
        var spoilt = snapshot
        spoilt.token = "\"another\"\n\"two\" \"strings\""
        let wrong = spoilt.change(to: ["198.51.100.7"], epoch: 2)

        let refusal = await failure { () async throws(PortError) in try await provider.replace([wrong]) }
        #expect(refusal?.code == .conditionFailed)
        try await provider.replace([snapshot.change(to: ["198.51.100.7"], epoch: 2)])
        #expect(try server.dig("_holdfast.odd.example.com", "TXT") == ["v=1;app=printapp;epoch=2;region=us-west-2"])
    }

    @Test(arguments: NameServer.Kind.allCases, ["hmac-sha1", "hmac-sha256", "hmac-sha384", "hmac-sha512"])
    func everyAlgorithmIsUnderstood(_ kind: NameServer.Kind, _ algorithm: String) async throws {
        let server = try await NameServer(kind, Self.records, algorithm: algorithm)
        defer { server.stop() }
        let provider = try server.provider(algorithm: algorithm)
        try await provider.replace(try await provider.read([keys[0]]).map { $0.change(to: ["198.51.100.7"], epoch: 2) })
        #expect(try server.dig("www.example.com", "A") == ["198.51.100.7"])
    }

    @Test(arguments: NameServer.Kind.allCases)
    func anAnswerTooLongForADatagramComesOverTCP(_ kind: NameServer.Kind) async throws {
        let addresses = (1...60).map { "192.0.2.\($0)" }
        let server = try await NameServer(kind, addresses.map { "many IN A \($0)" }.joined(separator: "\n"))
        defer { server.stop() }
        let snapshot = try await server.provider().read([.a("many.example.com")])[0]
        #expect(snapshot.values == addresses.sorted())
    }
}

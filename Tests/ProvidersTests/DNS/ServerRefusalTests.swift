import Domain
import Foundation
import Ports
import Providers
import Testing

/// What real servers refuse, and how it is told to people.
@Suite(.serialized) struct ServerRefusalTests {
    private static let records = "www IN A 192.0.2.1"
    private let key = DNSRecordKey.a("www.example.com")
    private let change = DNSRecordSnapshot(key: .a("www.example.com"), values: ["192.0.2.1"], ttl: nil, token: nil)
        .change(to: ["198.51.100.7"], epoch: 1)

    private func refusals(_ provider: RFC2136Provider) async -> [PortError?] {
        [
            await failure { () async throws(PortError) in _ = try await provider.read([key]) },
            await failure { () async throws(PortError) in try await provider.replace([change]) },
        ]
    }

    @Test(arguments: NameServer.Kind.allCases)
    func aKeyThatTheServerDoesNotAcceptIsNamed(_ kind: NameServer.Kind) async throws {
        let server = try await NameServer(kind, Self.records)
        defer { server.stop() }
        let unknown = try server.provider(key: "nobody")
        let otherSecret = try server.provider(secret: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
        let slow = try server.provider(clock: WallClock(error: .seconds(-400)))
        let fast = try server.provider(clock: WallClock(error: .seconds(400)))
        for (provider, words) in [
            (unknown, ["BADKEY", "nobody."]), (otherSecret, ["BADSIG", "writer."]),
            (slow, ["BADTIME", "its clock is 6m", "ahead of"]), (fast, ["BADTIME", "its clock is 6m", "behind"]),
        ] {
            for refusal in await refusals(provider) {
                #expect(refusal?.code == .rejected)
                for word in words {
                    #expect(refusal?.message.contains(word) == true, "\(refusal?.message ?? "accepted")")
                }
            }
        }
        #expect(try server.dig("www.example.com", "A") == ["192.0.2.1"])
    }

    @Test(arguments: NameServer.Kind.allCases)
    func theClocksAreMeasuredAhead(_ kind: NameServer.Kind) async throws {
        let server = try await NameServer(kind, Self.records)
        defer { server.stop() }
        for error in [0, -120, 200, -4000, 4000] {
            let skew = try await server.provider(clock: WallClock(error: .seconds(error))).clockSkew()
            #expect(abs(skew.components.seconds + Int64(error)) <= 2, "\(error): \(skew)")
        }
        let stranger = try server.provider(key: "nobody")
        let refusal = await failure { () async throws(PortError) in _ = try await stranger.clockSkew() }
        #expect(refusal?.code == .rejected)
    }

    @Test(arguments: NameServer.Kind.allCases)
    func aKeyWithoutTheRightToUpdateMayReadOnly(_ kind: NameServer.Kind) async throws {
        let server = try await NameServer(kind, Self.records)
        defer { server.stop() }
        let refusals = try await refusals(server.provider(key: "reader"))
        #expect(refusals[0] == nil)
        #expect(refusals[1]?.code == .rejected, "\(refusals[1]?.message ?? "accepted")")
        #expect(try server.dig("www.example.com", "A") == ["192.0.2.1"])
    }

    @Test(arguments: NameServer.Kind.allCases)
    func aZoneThatTheServerDoesNotServeIsRefused(_ kind: NameServer.Kind) async throws {
        let server = try await NameServer(kind, Self.records)
        defer { server.stop() }
        let provider = try server.provider(zone: "example.org")
        let key = DNSRecordKey.a("www.example.org")
        let reading = await failure { () async throws(PortError) in _ = try await provider.read([key]) }
        let change = DNSRecordSnapshot(key: key, values: [], ttl: nil, token: nil).change(to: ["192.0.2.1"], epoch: 1)
        let writing = await failure { () async throws(PortError) in try await provider.replace([change]) }
        #expect(reading?.code == .rejected)
        #expect(writing?.code == .rejected)
    }

    @Test func aSecondaryIsNotTakenForThePrimary() async throws {
        let primary = try await NameServer(.bind, Self.records)
        defer { primary.stop() }
        let secondary = try await NameServer(.bind, primaryPort: primary.port)
        defer { secondary.stop() }
        let refusal = try await refusals(secondary.provider())[1]
        #expect(refusal?.code == .rejected, "\(refusal?.message ?? "accepted")")
    }

    @Test func aDelegatedNameIsNotTakenForAnAbsentOne() async throws {
        let server = try await NameServer(.bind, "child IN NS ns.child\nns.child IN A 127.0.0.1")
        defer { server.stop() }
        let provider = try server.provider()
        let refusal = await failure { () async throws(PortError) in
            _ = try await provider.read([.a("www.child.example.com")])
        }
        #expect(refusal?.code == .rejected)
    }

    @Test func aWildcardThatStandsInForARecordIsNotOverwritten() async throws {
        let server = try await NameServer(.bind, "* IN A 192.0.2.1")
        defer { server.stop() }
        let provider = try server.provider()
        let seen = try await provider.read([.a("new.example.com")])
        #expect(seen[0].values == ["192.0.2.1"])
        let refusal = await failure { () async throws(PortError) in
            try await provider.replace(seen.map { $0.change(to: ["198.51.100.7"], epoch: 1) })
        }
        #expect(refusal?.code == .conditionFailed)
    }

    @Test func everyAuthoritativeServerIsAskedForItsOwnAnswer() async throws {
        let primary = try await NameServer(.bind, Self.records)
        defer { primary.stop() }
        var secondary = try await NameServer(.bind, primaryPort: primary.port)
        defer { secondary.stop() }
        let deaf = try LoopbackPort.free()
        let provider = try primary.provider(authoritative: [primary.port, secondary.port, deaf])
        try await provider.replace([change])

        let lagging = await provider.answers(for: key)
        #expect(lagging.map(\.server) == [primary.port, secondary.port, deaf].map { "127.0.0.1:\($0)" })
        #expect(lagging[0].result == .success(["198.51.100.7"]))
        #expect(lagging[1].result == .success(["192.0.2.1"]))
        #expect(throws: PortError.self) { try lagging[2].result.get() }

        secondary.stop()
        secondary = try await NameServer(.bind, primaryPort: primary.port)
        let caughtUp = try await primary.provider(authoritative: [secondary.port]).answers(for: key)
        #expect(caughtUp.map(\.result) == [.success(["198.51.100.7"])])
    }
}

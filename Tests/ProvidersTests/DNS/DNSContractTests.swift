import Domain
import Ports
import Testing

/// The promises of the port that every provider keeps, real primaries and the model in memory alike: what the simulator
/// relies on is what a name server does.
@Suite(.serialized) struct DNSContractTests {
    private static let zone = SampleZone(
        records: [
            .a("www.example.com"): ["192.0.2.2", "192.0.2.1"],
            .aaaa("www.example.com"): ["2001:db8:0:0::1"],
            .cname("shop.example.com"): ["West.Example.NET."],
        ],
        tokens: ["www.example.com": "v=1;app=printapp;epoch=1;region=us-east-1"]
    )
    private let keys: [DNSRecordKey] = [.a("www.example.com"), .aaaa("WWW.example.com."), .cname("shop.example.com")]

    @Test(arguments: DNSProviderKind.allCases)
    func theStateIsReadInCanonicalForm(_ kind: DNSProviderKind) async throws {
        let bench = try await kind.bench(Self.zone)
        defer { bench.stop() }
        let token = DNSToken.of(1, "us-east-1").description
        let absent = DNSRecordKey.a("absent.example.com")

        let snapshots = try await bench.provider.read(keys + [absent])

        let expected = [
            DNSRecordSnapshot(key: keys[0], values: ["192.0.2.1", "192.0.2.2"], ttl: .seconds(300), token: token),
            DNSRecordSnapshot(key: keys[1], values: ["2001:db8::1"], ttl: .seconds(300), token: token),
            DNSRecordSnapshot(key: keys[2], values: ["west.example.net."], ttl: .seconds(300), token: nil),
            DNSRecordSnapshot(key: absent, values: [], ttl: nil, token: nil),
        ]
        #expect(snapshots == expected)
    }

    @Test(arguments: DNSProviderKind.allCases)
    func ofTwoWritersWithTheSameViewOneWins(_ kind: DNSProviderKind) async throws {
        let bench = try await kind.bench(Self.zone)
        defer { bench.stop() }
        let (first, second) = (bench.provider, bench.provider)
        let snapshots = try await first.read([keys[0]])
        let toWest = snapshots.map { $0.change(to: ["198.51.100.7"], epoch: 2, region: "us-west-2") }
        let toNorth = snapshots.map { $0.change(to: ["203.0.113.7"], epoch: 2, region: "eu-north-1") }

        async let one = failure { () async throws(PortError) in try await first.replace(toWest) }
        async let two = failure { () async throws(PortError) in try await second.replace(toNorth) }
        let failures = await [one, two]

        #expect(failures.compactMap(\.self).map(\.code) == [.conditionFailed])
        let (address, region) = failures[0] == nil ? ("198.51.100.7", "us-west-2") : ("203.0.113.7", "eu-north-1")
        #expect(try bench.values(.a("www.example.com")) == [address])
        #expect(try bench.token(beside: "www.example.com") == "v=1;app=printapp;epoch=2;region=\(region)")
    }

    @Test(arguments: DNSProviderKind.allCases)
    func aLateWriteIsRefusedByTheServerEvenWhenTheOldValuesAreBack(_ kind: DNSProviderKind) async throws {
        let bench = try await kind.bench(Self.zone)
        defer { bench.stop() }
        let provider = bench.provider
        let old = try await provider.read([keys[0]])
        try await provider.replace(old.map { $0.change(to: ["198.51.100.7"], epoch: 2) })
        let middle = try await provider.read([keys[0]])
        try await provider.replace(
            middle.map { $0.change(to: ["192.0.2.1", "192.0.2.2"], epoch: 3, region: "us-east-1") }
        )

        let late = await failure { () async throws(PortError) in
            try await provider.replace(old.map { $0.change(to: ["198.51.100.7"], epoch: 2) })
        }

        #expect(late?.code == .conditionFailed)
        #expect(try bench.values(.a("www.example.com")) == ["192.0.2.1", "192.0.2.2"])
        #expect(try bench.token(beside: "www.example.com") == "v=1;app=printapp;epoch=3;region=us-east-1")
    }

    /// Each row changes one thing in what is expected; the server must refuse each, and leave everything.
    @Test(arguments: DNSProviderKind.allCases)
    func oneConditionThatDoesNotHoldLeavesEverythingAsItIs(_ kind: DNSProviderKind) async throws {
        let bench = try await kind.bench(Self.zone)
        defer { bench.stop() }
        let provider = bench.provider
        let snapshots = try await provider.read(keys + [.a("new.example.com")])
        let before = try bench.everything()
        let spoilers: [(String, Int, (inout DNSRecordSnapshot) -> Void)] = [
            ("a value too few", 0, { $0.values = ["192.0.2.1"] }),
            ("a value too many", 0, { $0.values.append("192.0.2.3") }),
            ("another value", 1, { $0.values = ["2001:db8::2"] }),
            ("no record where one is", 1, { $0.values = [] }),
            ("another alias", 2, { $0.values = ["east.example.net."] }),
            ("no alias where one is", 2, { $0.values = [] }),
            ("a token where none is", 2, { $0.token = "v=1;app=printapp;epoch=1;region=us-east-1" }),
            ("a record where none is", 3, { $0.values = ["192.0.2.1"] }),
        ]
        for (what, position, spoil) in spoilers {
            var seen = snapshots
            spoil(&seen[position])
            let changes = seen.map { $0.change(to: newValues($0.key.type), epoch: 2) }
            let refusal = await failure { () async throws(PortError) in try await provider.replace(changes) }
            #expect(refusal?.code == .conditionFailed, "\(what): \(refusal?.message ?? "accepted")")
            #expect(try bench.everything() == before, "\(what)")
        }
        for token in [nil, "v=1;app=printapp;epoch=1;region=us-east-9"] {
            var seen = Array(snapshots[...1])
            for position in seen.indices { seen[position].token = token }
            let changes = [
                seen[0].change(to: ["198.51.100.7"], epoch: 2), seen[1].change(to: ["2001:db8::9"], epoch: 2),
            ]
            let refusal = await failure { () async throws(PortError) in try await provider.replace(changes) }
            #expect(refusal?.code == .conditionFailed, "token \(token ?? "none")")
            #expect(try bench.everything() == before)
        }
        // The same message without a spoiler is accepted: nothing else was wrong with it.
        try await provider.replace(snapshots.map { $0.change(to: newValues($0.key.type), epoch: 2) })
        #expect(try bench.values(.a("new.example.com")) == ["198.51.100.7"])
        #expect(try bench.values(.cname("shop.example.com")) == ["x.example.net."])
    }

    private func newValues(_ type: DNSRecordType) -> [String] {
        switch type {
        case .a: ["198.51.100.7"]
        case .aaaa: ["2001:db8::9"]
        case .cname: ["x.example.net"]
        }
    }

    @Test(arguments: DNSProviderKind.allCases)
    func anAliasInTheWayIsAnErrorAndNeverIgnored(_ kind: DNSProviderKind) async throws {
        let bench = try await kind.bench(Self.zone)
        defer { bench.stop() }
        let provider = bench.provider
        let key = DNSRecordKey.a("shop.example.com")

        let reading = await failure { () async throws(PortError) in _ = try await provider.read([key]) }
        #expect(reading?.code == .rejected)
        let blind = DNSRecordSnapshot(key: key, values: [], ttl: nil, token: nil)
        let writing = await failure { () async throws(PortError) in
            try await provider.replace([blind.change(to: ["198.51.100.7"], epoch: 2)])
        }
        #expect(writing?.code == .conditionFailed)
        #expect(try bench.token(beside: "shop.example.com") == nil)
    }

    @Test(arguments: DNSProviderKind.allCases)
    func whatMustNotBeAskedIsRejectedAndChangesNothing(_ kind: DNSProviderKind) async throws {
        let bench = try await kind.bench(SampleZone())
        defer { bench.stop() }
        let before = try bench.everything()
        for (what, changes) in UpdateTests.forbidden {
            let refusal = await failure { () async throws(PortError) in try await bench.provider.replace(changes) }
            #expect(refusal?.code == .rejected, "\(what): \(refusal?.message ?? "accepted")")
        }
        let reading = await failure { () async throws(PortError) in
            _ = try await bench.provider.read([.a("www.example.org")])
        }
        #expect(reading?.code == .rejected)
        #expect(try bench.everything() == before)
    }

    @Test(arguments: DNSProviderKind.allCases)
    func anAliasIsNeverPutWhereOtherRecordsStand(_ kind: DNSProviderKind) async throws {
        let bench = try await kind.bench(Self.zone)
        defer { bench.stop() }
        let before = try bench.everything()
        let token = "v=1;app=printapp;epoch=1;region=us-east-1"
        let blind = DNSRecordSnapshot(key: .cname("www.example.com"), values: [], ttl: nil, token: token)
        let refusal = await failure { () async throws(PortError) in
            try await bench.provider.replace([blind.change(to: ["x.example.net"], epoch: 2)])
        }
        #expect(refusal?.code == .conditionFailed)
        #expect(try bench.everything() == before)
    }

    @Test(arguments: DNSProviderKind.allCases)
    func theClockOfAServerOnThisMachineIsRight(_ kind: DNSProviderKind) async throws {
        let bench = try await kind.bench(Self.zone)
        defer { bench.stop() }
        let skew = try await bench.provider.clockSkew()
        #expect(max(skew, .zero - skew) <= .seconds(2))
    }

    @Test(arguments: DNSProviderKind.allCases)
    func theServersAnswerWhatWasWritten(_ kind: DNSProviderKind) async throws {
        let bench = try await kind.bench(Self.zone)
        defer { bench.stop() }
        let changes = try await bench.provider.read([keys[0]]).map { $0.change(to: ["198.51.100.7"], epoch: 2) }
        try await bench.provider.replace(changes)
        let answers = await bench.provider.answers(for: keys[0])
        #expect(answers.map(\.result) == [.success(["198.51.100.7"])])
    }
}

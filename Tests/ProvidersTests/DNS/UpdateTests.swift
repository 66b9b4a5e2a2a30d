import Domain
import Ports
import Testing

@testable import Providers

/// What must never be sent is refused before it is.
@Suite struct UpdateTests {
    private static func snapshot(_ key: DNSRecordKey, _ values: [String] = [], token: String? = nil)
        -> DNSRecordSnapshot
    {
        DNSRecordSnapshot(key: key, values: values, ttl: nil, token: token)
    }

    private static let zone = DNSName("example.com") ?? .root
    private static let www = snapshot(.a("www.example.com"))

    /// What no provider may be asked for.
    static let forbidden: [(String, [DNSChange])] = [
        ("nothing at all", []),
        ("an empty set", [www.change(to: [], epoch: 1)]),
        ("a name outside the zone", [snapshot(.a("www.example.org")).change(to: ["192.0.2.1"], epoch: 1)]),
        ("a name that only ends like the zone", [snapshot(.a("notexample.com")).change(to: ["192.0.2.1"], epoch: 1)]),
        ("the zone's parent", [snapshot(.a("com")).change(to: ["192.0.2.1"], epoch: 1)]),
        (
            "one record twice",
            [
                www.change(to: ["192.0.2.1"], epoch: 1),
                snapshot(.a("WWW.example.com.")).change(to: ["192.0.2.1"], epoch: 1),
            ]
        ),
        ("IPv6 in an A record", [www.change(to: ["2001:db8::1"], epoch: 1)]),
        ("an old value that is none", [snapshot(.a("www.example.com"), ["x"]).change(to: ["192.0.2.1"], epoch: 1)]),
        (
            "two aliases",
            [snapshot(.cname("www.example.com")).change(to: ["a.example.net", "b.example.net"], epoch: 1)]
        ),
        (
            "two tokens at one name",
            [
                www.change(to: ["192.0.2.1"], epoch: 1),
                snapshot(.aaaa("www.example.com")).change(to: ["2001:db8::1"], epoch: 2),
            ]
        ),
        (
            "two old tokens at one name",
            [
                www.change(to: ["192.0.2.1"], epoch: 1),
                snapshot(.aaaa("www.example.com"), token: "x").change(to: ["2001:db8::1"], epoch: 1),
            ]
        ),
        (
            "an alias beside an address",
            [
                www.change(to: ["192.0.2.1"], epoch: 1),
                snapshot(.cname("www.example.com")).change(to: ["a.example.net"], epoch: 1),
            ]
        ),
        (
            "half a second",
            [DNSChange(expected: www, values: ["192.0.2.1"], ttl: .milliseconds(500), token: .of(1, "r"))]
        ),
        ("a negative time", [DNSChange(expected: www, values: ["192.0.2.1"], ttl: .seconds(-1), token: .of(1, "r"))]),
    ]

    @Test(arguments: forbidden)
    func whatMustNotBeSentIsRefused(_ what: String, _ changes: [DNSChange]) {
        do throws(PortError) {
            _ = try DNSUpdate(of: changes, in: Self.zone)
            Issue.record("\(what) is accepted")
        } catch {
            #expect(error.code == .rejected)
        }
    }

    @Test func theRecordsOfOneNameShareOneToken() throws {
        let ipv6 = Self.snapshot(.aaaa("www.example.com"), ["2001:db8::1"], token: "v=1;app=printapp;epoch=1;region=a")
        var ipv4 = Self.snapshot(.a("www.example.com"), ["192.0.2.1"], token: ipv6.token)
        let update = try DNSUpdate(
            of: [ipv4.change(to: ["192.0.2.2"], epoch: 2), ipv6.change(to: ["2001:db8::2"], epoch: 2)],
            in: name("example.com")
        )
        #expect(update.prerequisites.map(\.type) == [.a, .aaaa, .txt])
        #expect(update.prerequisites.allSatisfy { $0.recordClass == .internet && $0.ttl == 0 })
        #expect(update.updates.map(\.type) == [.a, .a, .aaaa, .aaaa, .txt, .txt])
        #expect(update.updates.map(\.recordClass) == [.any, .internet, .any, .internet, .any, .internet])
        ipv4.values = []
        let creating = try DNSUpdate(of: [ipv4.change(to: ["192.0.2.2"], epoch: 2)], in: name("example.com"))
        #expect(creating.prerequisites.map(\.type) == [.a, .cname, .txt])
    }

    @Test func anyTextIsAnExactConditionAgain() {
        var random = SplitMix(state: 1)
        for _ in 0..<500 {
            let strings = (0...(random.next() % 3)).map { _ in
                (0...(random.next() % 2)).map { _ in
                    (0..<(random.next() % 9)).map { _ in
                        [0x22, 0x5C, 0x20, 0x0A, 0x61, 0xFF][Int(random.next() % 6)] as UInt8
                    }
                }
            }
            let written = DNSTokenText(strings: strings)
            #expect(DNSTokenText(text: written.text).strings == written.strings)
        }
        #expect(DNSTokenText(strings: [[Array("v=1;x".utf8)]]).text == "v=1;x")
    }
}

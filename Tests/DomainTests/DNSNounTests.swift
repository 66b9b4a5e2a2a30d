import Domain
import Testing

@Suite struct DNSNounTests {
    private static let names: [(String, String?)] = [
        ("Example.COM", "example.com."), ("example.com.", "example.com."), (".", "."), ("*.a", "*.a."),
        ("_holdfast.www.a", "_holdfast.www.a."), (#"a\.b.c"#, #"a\046b.c."#), (#"a\046b.c"#, #"a\046b.c."#),
        ("", nil), ("..", nil), (".a", nil), ("a..b", nil), ("a b", nil), ("ä", nil), (#"a\"#, nil), (#"a\25"#, nil),
        (#"a\256"#, nil), (String(repeating: "a", count: 63), String(repeating: "a", count: 63) + "."),
        (String(repeating: "a", count: 64), nil),
        (String(repeating: "a.", count: 127), String(repeating: "a.", count: 127)),
        (String(repeating: "a.", count: 128), nil),
    ]

    @Test(arguments: names)
    func aNameHasOneSpelling(_ text: String, _ expected: String?) {
        #expect(DNSName(text)?.description == expected)
    }

    @Test(arguments: [
        ("a.example.com", true), ("example.com", true), ("EXAMPLE.com.", true), ("notexample.com", false),
        ("com", false),
        ("example.org", false), (".", false),
    ])
    func aZoneHoldsItsOwnNamesOnly(_ text: String, _ isWithin: Bool) throws {
        let zone = try #require(DNSName("example.com"))
        #expect(DNSName(text)?.isWithin(zone) == isWithin)
    }

    private static let values: [(DNSRecordType, String, String?)] = [
        (DNSRecordType.a, "192.0.2.1", "192.0.2.1"), (.a, "192.0.2.01", nil), (.a, "192.0.2", nil),
        (.a, "192.0.2.256", nil),
        (.a, "192.0.2.1.", nil), (.a, "+1.0.2.1", nil), (.a, "::1", nil), (.a, "", nil), (.a, " 192.0.2.1", nil),
        (.aaaa, "2001:DB8:0:0:0:0:0:1", "2001:db8::1"), (.aaaa, "::", "::"), (.aaaa, "::1", "::1"),
        (.aaaa, "1::", "1::"),
        (.aaaa, "2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), (.aaaa, "2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
        (.aaaa, "0:0:1:0:0:0:1:1", "0:0:1::1:1"), (.aaaa, "::ffff:192.0.2.1", "::ffff:c000:201"),
        (.aaaa, "2001:0db8::0001", "2001:db8::1"), (.aaaa, "1::2::3", nil), (.aaaa, ":::", nil), (.aaaa, "1:2", nil),
        (.aaaa, "1:2:3:4:5:6:7:8:9", nil), (.aaaa, "1:2:3:4:5:6:7::8", nil), (.aaaa, "12345::", nil),
        (.aaaa, "g::", nil),
        (.aaaa, "::1%eth0", nil), (.aaaa, ":1:2:3:4:5:6:7", nil), (.aaaa, "1:2:3:4:5:6:7:", nil), (.aaaa, "::+1", nil),
        (.aaaa, "::-1", nil), (.aaaa, "192.0.2.1", nil), (.aaaa, "192.0.2.1::", nil),
        (.cname, "West.Example.net", "west.example.net."), (.cname, "", nil),
    ]

    @Test(arguments: values)
    func aValueHasOneSpelling(_ type: DNSRecordType, _ value: String, _ expected: String?) {
        #expect(type.canonical(value) == expected)
    }

    @Test func aFingerprintNamesExactlyWhatStands() {
        let key = DNSRecordKey(name: "a.example", type: .a)
        let one = DNSRecordSnapshot(key: key, values: ["192.0.2.1", "192.0.2.2"], ttl: .seconds(5), token: nil)
        var others = [one, one, one, one]
        others[0].values = ["192.0.2.1"]
        others[1].token = "x"
        others[2].key.type = .aaaa
        others[3].key.name = "b.example"
        let fingerprint = DNSFingerprint(of: [one, others[1]])
        #expect(DNSFingerprint(of: [others[1], one]) == fingerprint)
        #expect(DNSFingerprint(fingerprint.description) == fingerprint)
        #expect(DNSFingerprint("x") == nil)
        for other in others { #expect(DNSFingerprint(of: [other]) != DNSFingerprint(of: [one])) }
    }
}

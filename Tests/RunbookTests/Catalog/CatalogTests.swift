import Domain
import Testing

@testable import Runbook

@Suite struct CatalogTests {
    static let entries: [(name: String, entry: CatalogEntry)] =
        StepKind.allCases.map { ($0.rawValue, $0.entry) } + CheckKind.allCases.map { ($0.rawValue, $0.entry) }
        + DNSProviderKind.allCases.map { ($0.rawValue, $0.entry) }
        + ChannelKind.allCases.map { ($0.rawValue, $0.entry) }

    @Test func everyKindSaysWhatItMeansAndDescribesEachParameterOnce() {
        for (name, entry) in Self.entries {
            #expect(!entry.meaning.isEmpty && !entry.meaning.contains("\n"), "\(name)")
            #expect(Set(entry.parameters.map(\.name)).count == entry.parameters.count, "\(name)")
            #expect(entry.parameters.allSatisfy { !$0.meaning.isEmpty }, "\(name)")
            for choice in entry.alternatives.joined() {
                #expect(entry.parameter(choice)?.isRequired == false, "\(name).\(choice)")
            }
        }
    }

    @Test func whateverMovesAnApplicationIsFenced() {
        #expect(StepKind.allCases.filter { $0.entry.actsOutside && !$0.entry.isFenced } == [.notify])
        #expect(DNSProviderKind.allCases.allSatisfy { $0.entry.isFenced })
    }

    static let samples: [(ParameterType, Parameter, Bool)] = [
        (.text, "x", true), (.text, 5, true), (.text, ["x"], false),
        (.url, "https://example.com/a?b=c", true), (.url, "http://192.0.2.1:8080", true),
        (.url, "http://[2001:db8::1]/", true),
        (.url, "{{target.endpoints.web}}/x", true), (.url, "ftp://example.com", false), (.url, "https://", false),
        (.url, "https://a b", false), (.url, "https://host:99999/", false),
        (.host, "ns1.example.com:53", true), (.host, "192.0.2.1", true), (.host, "[2001:db8::1]:53", true),
        (.host, "2001:db8::1", true), (.host, "[192.0.2.1]", false),
        (.host, "a_b", true), (.host, "-a", false), (.host, "1.2.3", false), (.host, "host:0", false),
        (.host, "", false),
        (.address, "192.0.2.1", true), (.address, "2001:db8::1", true), (.address, "::ffff:192.0.2.1", true),
        (.address, "1:2:3:4:5:6:7::", true), (.address, "1:2:3:4:5:6:7:8:9", false), (.address, "1::2::3", false),
        (.address, "192.0.2.01", false), (.address, "192.0.2.256", false), (.address, "host", false),
        (.file, "/etc/key", true), (.file, "key", false), (.file, "/", false),
        (.duration, "250ms", true), (.duration, "0s", false), (.duration, "5", false), (.duration, 5, false),
        (.flag, true, true), (.flag, "true", false),
        (.number(1...10), 10, true), (.number(1...10), 11, false), (.number(1...10), .number(1.5), false),
        (.number(1...10), "5", false), (.number(1...10), "{{epoch}}", false),
        (.list(.number(1...10)), [1, 2], true), (.list(.number(1...10)), [1, 20], false), (.list(.text), [], false),
        (.settings, .table(["A_1": 5, "b": "x"]), true), (.settings, .table(["a-b": 5]), false),
        (.settings, .table(["a": 5, "A": 5]), false),
        (.settings, .table(["a": ["x"]]), false), (.settings, "x", false),
        (.either(.flag, .list(.address)), true, true), (.either(.flag, .list(.address)), ["192.0.2.1"], true),
        (.either(.flag, .list(.address)), "192.0.2.1", false),
        (.region, "{{target}}", true), (.region, "west", true), (.region, 5, false),
    ]

    @Test(arguments: samples)
    func aTypeAcceptsWhatItSays(type: ParameterType, value: Parameter, accepts: Bool) {
        #expect(type.accepts(value) == accepts)
    }
}

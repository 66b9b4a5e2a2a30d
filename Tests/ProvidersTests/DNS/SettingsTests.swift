import Domain
import Foundation
import Ports
import Testing

@testable import Providers

@Suite struct SettingsTests {
    private static let complete: Parameters = ["server": "192.0.2.1", "zone": "Example.com.", "key_file": "/k"]

    @Test func whatIsLeftOutHasADefault() throws {
        let settings = try RFC2136Settings(Self.complete, of: "dns.public")
        #expect(settings.server.description == "192.0.2.1:53")
        #expect(settings.authoritative == [settings.server])
        #expect(settings.zone.description == "example.com.")
        #expect(settings.timeout == .seconds(3))
    }

    private static let servers: [(String, String?)] = [
        ("192.0.2.1", "192.0.2.1:53"), ("192.0.2.1:5300", "192.0.2.1:5300"), ("ns.example.com:5", "ns.example.com:5"),
        ("2001:db8::1", "[2001:db8::1]:53"), ("[2001:db8::1]", "[2001:db8::1]:53"),
        ("[2001:db8::1]:5300", "[2001:db8::1]:5300"), ("", nil), (":53", nil), ("a:0", nil), ("a:65536", nil),
        ("a:x", nil), ("[::1", nil), ("[::1]x", nil), ("a b", nil), ("http://a", nil),
    ]

    @Test(arguments: servers)
    func aServerIsAHostAndAPort(_ text: String, _ expected: String?) {
        #expect(DNSServerAddress(text)?.description == expected)
    }

    private static let wrong: [(String, Parameter)] = [
        ("server", Parameter.nothing), ("server", 5), ("server", "a:b"), ("zone", "a..b"), ("zone", "."),
        ("key_file", Parameter.nothing), ("authoritative", "192.0.2.1"), ("authoritative", []),
        ("authoritative", ["x:y"]),
        ("timeout", 5), ("timeout", "soon"), ("timeout", "0s"), ("timeout", "2m"), ("sever", "192.0.2.1"),
    ]

    @Test(arguments: wrong)
    func aParameterThatIsWrongIsNamed(_ parameter: String, _ value: Parameter) {
        var parameters = Self.complete
        parameters[parameter] = value
        do throws(PortError) {
            _ = try RFC2136Settings(parameters, of: "dns.public")
            Issue.record("accepted")
        } catch {
            #expect(error.code == .rejected)
            #expect(error.message.hasPrefix("dns.public: with.\(parameter)"), "\(error)")
        }
    }

    @Test(arguments: [("route53", "route53"), ("rfc2136", "/nowhere/k")])
    func whatCannotBeMadeIsToldBeforeItIsNeeded(_ uses: String, _ word: String) {
        var parameters = Self.complete
        parameters["key_file"] = "/nowhere/k"
        let group = DNSGroup(id: "public", uses: uses, with: parameters, records: [])
        do throws(PortError) {
            _ = try RFC2136ProviderFactory(time: WallClock()).provider(for: group)
            Issue.record("accepted")
        } catch {
            #expect(error.code == .rejected)
            #expect(error.message.contains(word), "\(error)")
        }
    }
}

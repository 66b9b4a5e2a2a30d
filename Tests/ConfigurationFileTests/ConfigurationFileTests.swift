import Domain
import Foundation
import Ports
import Testing

@testable import ConfigurationFile

struct ConfigurationFileTests {
    /// Shaped as the programs' own files are.
    private struct Example: Codable {
        var cluster: String
        var tls: CertificateFiles
        var window: ConfiguredDuration?
        var fences: [String: [String: String]]?
        var ports: [UInt16]?
        var kind: Kind?
    }

    private enum Kind: String, ConfiguredChoice {
        case command, nftables
    }

    private static let tls = "tls: {certificate: a.crt, key: a.key, trust: ca.crt"

    private func read(
        _ text: String,
        unknownKeys: ConfigurationFile.UnknownKeys = .refused
    ) throws -> Example {
        let path = NSTemporaryDirectory() + "holdfast-\(UUID().uuidString).yaml"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try ConfigurationFile.read(Example.self, from: path, unknownKeys: unknownKeys)
    }

    @Test func whatIsWrittenIsRead() throws {
        let text =
            "cluster: demo\n\(Self.tls), revocation_list: crl.pem}\nwindow: 90s\nfences: {printapp: {kind: nftables}}\n"
        let file = try read(text)
        #expect(file.window?.value == .seconds(90))
        #expect(file.fences == ["printapp": ["kind": "nftables"]])
    }

    @Test func aRelativePathStartsAtTheDirectoryOfTheFile() throws {
        let tls = try read("cluster: demo\n\(Self.tls), revocation_list: /etc/crl.pem}\n").tls
        let directory = URL(filePath: NSTemporaryDirectory())
        #expect(URL(filePath: tls.certificate.path) == directory.appending(path: "a.crt"))
        #expect(tls.revocationList?.path == "/etc/crl.pem")
        #expect(ConfiguredPath.userInfo(ofFile: "agent.yaml").values.first == ".")
    }

    @Test func aKeyWithoutAValueIsLeftOut() throws {
        #expect(try read("cluster: demo\n\(Self.tls)}\nwindow:\n").window == nil)
    }

    @Test(arguments: [
        ("cluster: demo\n\(Self.tls)}\nwindoww: 90s\n", ":3: error: windoww means nothing here"),
        ("cluster: demo\n\(Self.tls), revocation_lst: crl.pem}\n", ":2: error: tls.revocation_lst means nothing here"),
    ])
    func aKeyThatMeansNothingIsRefusedWithItsPlace(text: String, message: String) {
        let error = #expect(throws: PortError.self) { try read(text) }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "nothing")")
    }

    @Test func whereWorkMustBeDoneAKeyThatMeansNothingHindersNothing() throws {
        #expect(try read("cluster: demo\n\(Self.tls)}\nwindoww: 90s\n", unknownKeys: .ignored).cluster == "demo")
    }

    @Test(arguments: [
        ("\(Self.tls)}\n", ".yaml:1: error: cluster is missing"),
        ("cluster: demo\ntls:\n  key: a.key\n", ".yaml:2: error: tls.certificate is missing"),
        ("", ".yaml:1: error: the file must be keys with values (key: value)"),
        (
            "cluster: demo\n\(Self.tls)}\nwindow: soon\n",
            ".yaml:3: error: window: soon is not a duration; write 500ms, 2s or 1h30m"
        ),
        ("cluster: [demo]\n\(Self.tls)}\n", ".yaml:1: error: cluster must be one value"),
        ("cluster: demo\n\(Self.tls)}\nports: 80\n", ".yaml:3: error: ports must be a list ([one, two])"),
        (
            "cluster: demo\n\(Self.tls)}\nports:\n  - 80\n  - 99999\n",
            ".yaml:5: error: ports[1] must be a whole number from 0 to 65535"
        ),
        (
            "cluster: demo\n\(Self.tls)}\nkind: iptables\n",
            ".yaml:3: error: kind: iptables is not known here; write command or nftables"
        ),
        ("cluster: demo\n\(Self.tls)}\nwindow: [1\n", ".yaml:4:1: error: not YAML: while parsing a flow sequence"),
        ("cluster: demo\ncluster: two\n\(Self.tls)}\n", "cluster stands here more than once"),
    ])
    func whatCannotBeReadIsNamed(text: String, message: String) {
        let error = #expect(throws: PortError.self) { try read(text) }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "nothing")")
    }
}

import Cryptography
import Domain
import Foundation
import Ports
import Testing

@testable import ConfigurationFile

struct CertificateFilesTests {
    /// The certificate of agent a1 of us-east-1 in the cluster prod.
    private func requiring(_ identity: PeerIdentity, of cluster: String) throws {
        let validity = Validity(notBefore: 1_700_000_000, notAfter: 4_000_000_000)
        let made = try CertificateAuthority.create(name: "test", validity: validity)
        let authority = try CertificateAuthority(certificatePEM: made.certificatePEM, keyPEM: made.keyPEM)
        let names = AlternativeNames(uris: ["spiffe://prod/agent/us-east-1/a1"])
        let issued = try authority.issue(CertificateRequest(name: "a1", names: names, validity: validity))
        let path = NSTemporaryDirectory() + "holdfast-\(UUID().uuidString).crt"
        try issued.certificatePEM.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try CertificateFiles(
            certificate: ConfiguredPath(path),
            key: ConfiguredPath(""),
            trust: ConfiguredPath(""),
            revocationList: nil
        ).require(identity, of: cluster)
    }

    @Test func theOwnCertificateIsTaken() throws {
        try requiring(.agent(region: "us-east-1", id: "a1"), of: "prod")
    }

    @Test(arguments: [
        (PeerIdentity.agent(region: "us-east-1", id: "a1"), "test"),
        (.agent(region: "us-west-2", id: "a1"), "prod"),
        (.agent(region: "us-east-1", id: "a2"), "prod"),
        (.controller("a1"), "prod"),
    ])
    func anothersCertificateIsRefusedAtTheStart(identity: PeerIdentity, cluster: String) {
        let error = #expect(throws: PortError.self) { try requiring(identity, of: cluster) }
        #expect(error?.message.contains("spiffe://prod/agent/us-east-1/a1") == true, "\(error?.message ?? "nothing")")
        #expect(error?.message.contains(identity.uri(cluster: cluster)) == true, "\(error?.message ?? "nothing")")
    }
}

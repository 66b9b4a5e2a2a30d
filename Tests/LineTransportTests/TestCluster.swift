import Cryptography
import Domain
import Foundation
import TLS

/// An authority with its files in a folder of a test's own, which is gone when the test is done.
final class TestCluster {
    static let name = "test"

    let path = NSTemporaryDirectory() + "holdfast-line-\(UUID().uuidString)"
    private let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970) * 1000)
    private let authority: CertificateAuthority
    private var revoked: [Revocation] = []
    private var issued: [TLSConfiguration] = []

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        let made = try CertificateAuthority.create(name: "test authority", validity: Self.validity(now, days: 30))
        authority = try CertificateAuthority(certificatePEM: made.certificatePEM, keyPEM: made.keyPEM)
        try PEMFile.create(trustFile, made.certificatePEM, access: .everyone)
        try writeRevocationList()
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var trustFile: String { "\(path)/ca.pem" }
    var revocationListFile: String { "\(path)/crl.pem" }

    /// A new certificate for the identity.
    func issue(_ identity: PeerIdentity, cluster: String = TestCluster.name) throws -> TLSConfiguration {
        try issue(uris: [identity.uri(cluster: cluster)])
    }

    func issue(uris: [String]) throws -> TLSConfiguration {
        let number = issued.count
        let names = AlternativeNames(uris: uris, dnsNames: [], addresses: ["127.0.0.1"])
        let request = CertificateRequest(name: "peer \(number)", names: names, validity: Self.validity(now, days: 1))
        let made = try authority.issue(request)
        let identity = TLSConfiguration.Identity(
            certificateFile: "\(path)/\(number).pem",
            keyFile: "\(path)/\(number).key"
        )
        try PEMFile.create(identity.certificateFile, made.certificatePEM, access: .everyone)
        try PEMFile.create(identity.keyFile, made.keyPEM)
        let configuration = TLSConfiguration.mutual(
            identity: identity,
            trustFile: trustFile,
            revocationListFile: revocationListFile
        )
        issued.append(configuration)
        return configuration
    }

    func revoke(_ configuration: TLSConfiguration) throws {
        guard let certificate = try TLSContext(configuration).certificate else { return }
        revoked.append(Revocation(serial: certificate.serial, revokedAt: now))
        try writeRevocationList()
    }

    /// Revokes the certificate that was issued first.
    func revokeFirst() throws {
        for configuration in issued.prefix(1) { try revoke(configuration) }
    }

    private func writeRevocationList() throws {
        let pem = try authority.revocationList(
            revoked: revoked,
            number: Int64(revoked.count + 1),
            thisUpdate: now + .seconds(-60),
            nextUpdate: now + .seconds(3600)
        )
        try PEMFile.replace(revocationListFile, pem, access: .everyone)
    }

    private static func validity(_ now: Timestamp, days: Int) -> Validity {
        Validity(notBefore: now + .seconds(-86_400), notAfter: now + .seconds(86_400 * days))
    }
}

extension PeerIdentity {
    static let agent = PeerIdentity.agent(region: "us-east-1", id: "east-1")
    static let controller = PeerIdentity.controller("a")
    static let `operator` = PeerIdentity.operator("ann")
}

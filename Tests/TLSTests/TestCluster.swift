import Cryptography
import Domain
import Foundation
import TLS

/// A cluster's authority with its files in a folder of a test's own, which is gone when the test is done.
final class TestCluster {
    let path = NSTemporaryDirectory() + "holdfast-\(UUID().uuidString)"
    let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970) * 1000)
    let authority: CertificateAuthority
    private(set) var issued: [String: Certificate] = [:]

    static let day = Duration.seconds(86_400)

    init(name: String = "test authority") throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        let validity = Validity(notBefore: now + .seconds(-40 * 86_400), notAfter: now + .seconds(400 * 86_400))
        let made = try CertificateAuthority.create(name: name, validity: validity)
        authority = try CertificateAuthority(certificatePEM: made.certificatePEM, keyPEM: made.keyPEM)
        try PEMFile.create(trustFile, made.certificatePEM, access: .everyone)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var trustFile: String { file("ca.pem") }
    func file(_ name: String) -> String { "\(path)/\(name)" }
    static func uri(_ name: String) -> String { "spiffe://test/agent/r/\(name)" }

    /// Issues a certificate for 127.0.0.1 and localhost, valid from and to so many days from now.
    func identity(_ name: String, from: Int = -30, to: Int = 30) throws -> TLSConfiguration.Identity {
        let made = try authority.issue(
            CertificateRequest(
                name: name,
                names: AlternativeNames(uris: [Self.uri(name)], dnsNames: ["localhost"], addresses: ["127.0.0.1"]),
                validity: Validity(notBefore: now + Self.day * from, notAfter: now + Self.day * to)
            )
        )
        issued[name] = made.certificate
        let identity = TLSConfiguration.Identity(certificateFile: file("\(name).pem"), keyFile: file("\(name).key"))
        try PEMFile.create(identity.certificateFile, made.certificatePEM, access: .everyone)
        try PEMFile.create(identity.keyFile, made.keyPEM)
        return identity
    }

    /// Makes the revocation list anew; the names are those given to ``identity(_:from:to:)``.
    @discardableResult
    func revoke(_ names: [String], from: Duration = .seconds(-60), to: Duration = .seconds(3600)) throws -> String {
        let revoked = names.compactMap { issued[$0] }.map { Revocation(serial: $0.serial, revokedAt: now) }
        let pem = try authority.revocationList(
            revoked: revoked,
            number: 1,
            thisUpdate: now + from,
            nextUpdate: now + to
        )
        try PEMFile.replace(file("crl.pem"), pem, access: .everyone)
        return file("crl.pem")
    }

    func configuration(
        _ identity: TLSConfiguration.Identity,
        trustFile: String? = nil,
        revocationListFile: String? = nil
    ) -> TLSConfiguration {
        .mutual(identity: identity, trustFile: trustFile ?? self.trustFile, revocationListFile: revocationListFile)
    }

    func context(_ name: String, from: Int = -30, to: Int = 30, revocationListFile: String? = nil) throws -> TLSContext
    {
        try TLSContext(
            configuration(try identity(name, from: from, to: to), revocationListFile: revocationListFile)
        )
    }
}

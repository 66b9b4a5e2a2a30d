import Cryptography
import Domain
import Foundation
import Testing
import TestSupport

struct RevocationListTests {
    let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970) * 1000)
    var week: Validity { Validity(notBefore: now + .seconds(-60), notAfter: now + .seconds(7 * 86_400)) }

    struct Cluster {
        let made: IssuedCertificate
        let authority: CertificateAuthority
        let first: IssuedCertificate
        let second: IssuedCertificate
    }

    func cluster() throws -> Cluster {
        let made = try CertificateAuthority.create(name: "holdfast test", validity: week)
        let authority = try CertificateAuthority(certificatePEM: made.certificatePEM, keyPEM: made.keyPEM)
        let request = CertificateRequest(name: "a", names: AlternativeNames(uris: ["spiffe://c/a"]), validity: week)
        return Cluster(
            made: made,
            authority: authority,
            first: try authority.issue(request),
            second: try authority.issue(request)
        )
    }

    func list(_ cluster: Cluster, revoked: [IssuedCertificate], number: Int64 = 1) throws -> String {
        try cluster.authority.revocationList(
            revoked: revoked.map { Revocation(serial: $0.certificate.serial, revokedAt: now) },
            number: number,
            thisUpdate: now,
            nextUpdate: now + .seconds(3600)
        )
    }

    @Test func aListSaysWhatWasAsked() throws {
        let cluster = try cluster()
        let pem = try list(cluster, revoked: [cluster.first, cluster.second], number: 41)
        let read = try #require(try RevocationList.all(pem: Array(pem.utf8)).first)
        #expect(read.issuer == "CN=holdfast test")
        #expect(read.number == 41)
        #expect(read.thisUpdate == now)
        #expect(read.nextUpdate == now + .seconds(3600))
        #expect(read.revokedSerials == [cluster.first.certificate.serial, cluster.second.certificate.serial])
        #expect(read.revoked.allSatisfy { $0.revokedAt == now })
    }

    @Test func anEmptyListRevokesNothing() throws {
        let pem = try list(cluster(), revoked: [])
        #expect(try RevocationList.all(pem: Array(pem.utf8)).map(\.revoked) == [[]])
    }

    @Test func aListOfAnotherAuthorityIsRefused() throws {
        let (ours, others) = (try cluster(), try cluster())
        let pem = Array(try list(ours, revoked: [ours.first]).utf8)
        #expect(try RevocationList.all(pem: pem, signedByOneOf: Array(ours.made.certificatePEM.utf8)).count == 1)
        let both = Array((others.made.certificatePEM + ours.made.certificatePEM).utf8)
        #expect(try RevocationList.all(pem: pem, signedByOneOf: both).count == 1)
        // The other authority has the same name: only the signature tells them apart.
        let error = #expect(throws: CryptographyError.self) {
            try RevocationList.all(pem: pem, signedByOneOf: Array(others.made.certificatePEM.utf8))
        }
        #expect(error?.code == .mismatch)
    }

    @Test func aDamagedListIsRefused() throws {
        let cluster = try cluster()
        let pem = try list(cluster, revoked: [cluster.first])
        #expect(throws: CryptographyError.self) { try RevocationList.all(pem: Array(pem.dropLast(40).utf8)) }
        #expect(try RevocationList.all(pem: Array(cluster.made.certificatePEM.utf8)).isEmpty)
        #expect(try RevocationList.all(pem: []).isEmpty)
    }

    @Test func aListMustEndAfterItBegins() throws {
        let cluster = try cluster()
        #expect(throws: CryptographyError.self) {
            try cluster.authority.revocationList(revoked: [], number: 1, thisUpdate: now, nextUpdate: now)
        }
    }

    @Test func theRealOpenSSLRefusesWhatTheListRevokesAndNothingElse() throws {
        let folder = try Scratch()
        let cluster = try cluster()
        let pem = try list(cluster, revoked: [cluster.first], number: 4097)
        try PEMFile.create(folder.file("ca.pem"), cluster.made.certificatePEM, access: .everyone)
        try PEMFile.create(folder.file("crl.pem"), pem, access: .everyone)
        try PEMFile.create(folder.file("first.pem"), cluster.first.certificatePEM, access: .everyone)
        try PEMFile.create(folder.file("second.pem"), cluster.second.certificatePEM, access: .everyone)

        let shown = try Program(
            "openssl",
            "crl",
            "-noout",
            "-text",
            "-in",
            folder.file("crl.pem"),
            "-CAfile",
            folder.file("ca.pem")
        )
        #expect(shown.output.contains("verify OK"), "\(shown.output)")
        #expect(shown.output.contains(cluster.first.certificate.serial.hex))
        #expect(shown.output.contains("4097"))
        for (name, isRevoked) in [("first.pem", true), ("second.pem", false)] {
            let verify = try Program(
                "openssl",
                "verify",
                "-crl_check",
                "-CAfile",
                folder.file("ca.pem"),
                "-CRLfile",
                folder.file("crl.pem"),
                folder.file(name)
            )
            #expect((verify.status != 0) == isRevoked, "\(verify.output)")
            #expect(verify.output.contains("certificate revoked") == isRevoked)
        }
    }
}

import Cryptography
import Domain
import Foundation
import SystemClock
import Testing
import TestSupport

struct PKITests {
    /// The real openssl goes by the real clock, so these do too.
    let time = SystemTime()

    func bench() async throws -> Bench {
        let bench = try Bench()
        try await expect(bench, ["init", "--cluster", "test"])
        return bench
    }

    @discardableResult
    func expect(_ bench: Bench, _ arguments: [String], code: Int32 = 0) async throws -> Bench.Run {
        let run = await bench.run(["pki"] + arguments + ["--dir", bench.path("pki")], time: time)
        #expect(run.code == code, "\(arguments): \(run.output)\(run.error)")
        return run
    }

    func verify(_ bench: Bench, _ file: String) throws -> Program {
        try Program(
            "openssl",
            "verify",
            "-x509_strict",
            "-crl_check",
            "-CAfile",
            bench.path("pki/ca.crt"),
            "-CRLfile",
            bench.path("pki/ca.crl"),
            bench.path("pki/issued/\(file)")
        )
    }

    @Test func openSSLTrustsWhatWasIssuedUntilItIsRevoked() async throws {
        let bench = try await bench()
        try await expect(bench, ["issue", "agent", "us-east-1", "a1"])
        try await expect(bench, ["issue", "controller", "c1", "--dns", "c1.example.com", "--ip", "192.0.2.7"])
        try await expect(bench, ["issue", "operator", "ann", "--days", "90"])
        for name in ["agent-us-east-1-a1.crt", "controller-c1.crt", "operator-ann.crt"] {
            let verified = try verify(bench, name)
            #expect(verified.status == 0, "\(verified.output)")
        }
        let path = bench.path("pki/issued/controller-c1.crt")
        let shown = try Program("openssl", "x509", "-noout", "-ext", "subjectAltName", "-in", path)
        for name in ["URI:spiffe://test/controller/c1", "DNS:c1.example.com", "IP Address:192.0.2.7"] {
            #expect(shown.output.contains(name), "\(shown.output)")
        }
        let revoked = try await expect(bench, ["revoke", bench.path("pki/issued/operator-ann.crt")])
        #expect(revoked.output.contains("SIGHUP"))
        let refused = try verify(bench, "operator-ann.crt")
        #expect(refused.status != 0)
        #expect(refused.output.contains("certificate revoked"))
        #expect(try verify(bench, "controller-c1.crt").status == 0)
        let key = try Program("openssl", "pkey", "-noout", "-in", bench.path("pki/issued/agent-us-east-1-a1.key"))
        #expect(key.status == 0, "\(key.output)")
    }

    @Test func keysAreForTheirOwnerOnly() async throws {
        let bench = try await bench()
        try await expect(bench, ["issue", "operator", "ann"])
        for (file, mode) in [
            ("ca.key", 0o600), ("ca.crt", 0o644), ("issued/operator-ann.key", 0o600),
            ("issued/operator-ann.crt", 0o644),
        ] {
            let attributes = try FileManager.default.attributesOfItem(atPath: bench.path("pki/\(file)"))
            #expect(attributes[.posixPermissions] as? Int == mode, "\(file)")
        }
    }

    @Test func anAuthorityIsNeverOverwritten() async throws {
        let bench = try await bench()
        let before = try Data(contentsOf: URL(filePath: bench.path("pki/ca.key")))
        try await expect(bench, ["init", "--cluster", "other"], code: 3)
        #expect(try Data(contentsOf: URL(filePath: bench.path("pki/ca.key"))) == before)
    }

    @Test func aSecondCertificateIsARenewalAndTheFirstCanStillBeRevoked() async throws {
        let bench = try await bench()
        try await expect(bench, ["issue", "operator", "ann"])
        let first = try Certificate(
            pem: String(contentsOfFile: bench.path("pki/issued/operator-ann.crt"), encoding: .utf8)
        )
        try FileManager.default.copyItem(
            atPath: bench.path("pki/issued/operator-ann.crt"),
            toPath: bench.path("pki/issued/old.crt")
        )
        try await expect(bench, ["issue", "operator", "ann"], code: 3)
        try await expect(bench, ["issue", "operator", "ann", "--renew"])
        try await expect(bench, ["revoke", first.serial.hex])
        #expect(try verify(bench, "old.crt").output.contains("certificate revoked"))
        #expect(try verify(bench, "operator-ann.crt").status == 0)
    }

    /// Both would be `agent-a-b-c`.
    @Test func filesOfOneHolderAreNeverReplacedByAnothers() async throws {
        let bench = try await bench()
        try await expect(bench, ["issue", "agent", "a-b", "c"])
        let run = try await expect(bench, ["issue", "agent", "a", "b-c", "--renew"], code: 3)
        #expect(run.error.contains("another holder"))
    }

    @Test func revocationListsAreNumberedAndKeepWhatWasRevokedBefore() async throws {
        let bench = try await bench()
        for name in ["ann", "bob"] {
            try await expect(bench, ["issue", "operator", name])
            try await expect(bench, ["revoke", bench.path("pki/issued/operator-\(name).crt")])
        }
        try await expect(bench, ["crl", "--days", "10"])
        let list = try #require(try RevocationList.all(pem: PEMFile.read(bench.path("pki/ca.crl"))).first)
        #expect(list.number == 4)
        #expect(list.revoked.count == 2)
        let warned = try await expect(bench, ["list"])
        #expect(warned.error.contains("holdfast pki crl"))
        #expect(warned.output.contains("revoked"))
    }

    @Test func whatWasNotIssuedHereIsNotRevoked() async throws {
        let bench = try await bench()
        try await expect(bench, ["revoke", "00FF"], code: 1)
        let refused = try await expect(bench, ["revoke", "agent-us-east-1-a1"], code: 2)
        #expect(refused.error.contains("issued/"))
    }

    @Test func whatEndsSoonIsWarnedOf() async throws {
        let bench = try await bench()
        try await expect(bench, ["issue", "operator", "ann", "--days", "20"])
        try await expect(bench, ["issue", "operator", "bob"])
        let run = try await expect(bench, ["list"])
        #expect(run.output.contains("expires soon"))
        #expect(run.error.split(separator: "\n").count == 1)
        #expect(run.error.contains("operator-ann.crt"))
        let json = try await expect(bench, ["list", "--output", "json"])
        #expect(json.output.contains("\"cluster\" : \"test\""))
    }

    @Test func anOrderBeyondTheAuthoritysEndIsRefusedInWords() async throws {
        let bench = try Bench()
        try await expect(bench, ["init", "--cluster", "test", "--days", "100"])
        try await expect(bench, ["issue", "operator", "ann"])
        let run = try await expect(bench, ["issue", "operator", "bob", "--days", "200"], code: 1)
        #expect(run.error.contains("would outlive its authority"))
    }

    @Test func aDamagedIndexIsSaidToBeSo() async throws {
        let bench = try await bench()
        try bench.write("{", to: "pki/index.json")
        let run = try await expect(bench, ["list"], code: 1)
        #expect(run.error.contains("index.json is damaged"))
    }
}

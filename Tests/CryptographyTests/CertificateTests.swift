import Cryptography
import Domain
import Foundation
import Testing
import TestSupport

struct CertificateTests {
    let now = Int64(Date().timeIntervalSince1970)
    var year: Validity { Validity(notBefore: now - 60, notAfter: now + 365 * 86_400) }
    var week: Validity { Validity(notBefore: now - 60, notAfter: now + 7 * 86_400) }
    let names = AlternativeNames(
        uris: ["spiffe://prod/agent/us-east-1/a1"],
        dnsNames: ["a1.example.com"],
        addresses: ["192.0.2.7", "2001:db8::7"]
    )

    func authority(_ name: String = "holdfast test") throws -> (IssuedCertificate, CertificateAuthority) {
        let made = try CertificateAuthority.create(name: name, validity: year)
        return (made, try CertificateAuthority(certificatePEM: made.certificatePEM, keyPEM: made.keyPEM))
    }

    @Test func anIssuedCertificateSaysWhatWasAsked() throws {
        let (_, authority) = try authority()
        let issued = try authority.issue(CertificateRequest(name: "agent a1", names: names, validity: week))
        let read = try Certificate(pem: issued.certificatePEM)
        #expect(read == issued.certificate)
        #expect(read.names == names)
        #expect(read.subject == "CN=agent a1")
        #expect(read.issuer == "CN=holdfast test")
        #expect(read.validity == week)
        #expect(!read.isAuthority)
        #expect(CertificateSerial(hex: read.serial.hex) == read.serial)
        #expect(authority.certificate.isAuthority)
    }

    @Test func serialsDoNotRepeat() throws {
        let serials = try (0..<100).map { _ in try CertificateSerial.random() }
        #expect(Set(serials).count == 100)
        #expect(serials.contains { $0.hex.count == 32 })
    }

    @Test func serialsAreComparedAsNumbers() {
        #expect(CertificateSerial(hex: "00:0a:FF") == CertificateSerial(hex: "aff"))
        #expect(CertificateSerial(hex: "0")?.hex == "00")
        for text in ["", "xyz", String(repeating: "1", count: 41)] { #expect(CertificateSerial(hex: text) == nil) }
    }

    @Test func theRealOpenSSLAcceptsAndReadsWhatWeIssue() throws {
        let folder = try Scratch()
        let (made, authority) = try authority()
        let issued = try authority.issue(CertificateRequest(name: "agent a1", names: names, validity: week))
        try PEMFile.create(folder.file("ca.pem"), made.certificatePEM, access: .everyone)
        try PEMFile.create(folder.file("a1.pem"), issued.certificatePEM, access: .everyone)
        try PEMFile.create(folder.file("a1.key"), issued.keyPEM)

        for purpose in ["sslclient", "sslserver"] {
            let verify = try Program(
                "openssl",
                "verify",
                "-x509_strict",
                "-purpose",
                purpose,
                "-CAfile",
                folder.file("ca.pem"),
                folder.file("a1.pem")
            )
            #expect(verify.status == 0, "\(verify.output)")
        }
        let shown = try Program("openssl", "x509", "-noout", "-serial", "-text", "-in", folder.file("a1.pem"))
        for part in [
            "serial=\(issued.certificate.serial.hex)", "URI:spiffe://prod/agent/us-east-1/a1", "DNS:a1.example.com",
            "IP Address:192.0.2.7", "IP Address:2001:DB8:0:0:0:0:0:7", "CA:FALSE", "Digital Signature",
            "TLS Web Client Authentication, TLS Web Server Authentication", "NIST CURVE: P-256",
        ] {
            #expect(shown.output.contains(part), "\(part) is missing in \(shown.output)")
        }
        let key = try Program("openssl", "pkey", "-check", "-noout", "-in", folder.file("a1.key"))
        #expect(key.status == 0 && key.output.contains("Key is valid"))
        #expect(issued.keyPEM.text.hasPrefix("-----BEGIN PRIVATE KEY-----\n"), "PKCS #8, not encrypted")
    }

    @Test func aCommaInANameStartsNoSecondName() throws {
        let (_, authority) = try authority()
        let tricky = AlternativeNames(uris: ["spiffe://prod/agent/r/a,DNS:evil.example.com"])
        let issued = try authority.issue(CertificateRequest(name: "x", names: tricky, validity: week))
        #expect(issued.certificate.names == tricky)
    }

    @Test(arguments: [
        AlternativeNames(uris: [""]), AlternativeNames(uris: ["spiffe://prod/a b"]),
        AlternativeNames(dnsNames: ["a\0b"]),
        AlternativeNames(dnsNames: ["bücher.example"]), AlternativeNames(addresses: ["192.0.2"]),
        AlternativeNames(addresses: ["example.com"]),
    ])
    func aNameThatCannotBeOneIsRefused(names: AlternativeNames) throws {
        let (_, authority) = try authority()
        #expect(throws: CryptographyError.self) {
            try authority.issue(CertificateRequest(name: "x", names: names, validity: week))
        }
    }

    @Test(arguments: ["", String(repeating: "n", count: 65), "two\nlines"])
    func aCommonNameThatCannotBeOneIsRefused(name: String) {
        #expect(throws: CryptographyError.self) { try CertificateAuthority.create(name: name, validity: year) }
    }

    @Test func aCertificateCannotOutliveItsAuthority() throws {
        let (_, authority) = try authority()
        let late = Validity(notBefore: now, notAfter: now + 366 * 86_400)
        let error = #expect(throws: CryptographyError.self) {
            try authority.issue(CertificateRequest(name: "x", names: names, validity: late))
        }
        #expect(error?.message.contains("would outlive its authority") == true)
    }

    @Test func anAuthorityTakesOnlyItsOwnKeyAndOnlyAnAuthoritysCertificate() throws {
        let (made, authority) = try authority()
        let (other, _) = try self.authority()
        let leaf = try authority.issue(CertificateRequest(name: "x", names: names, validity: week))
        for (certificate, key, code) in [
            (made.certificatePEM, other.keyPEM, CryptographyError.Code.mismatch),
            (leaf.certificatePEM, leaf.keyPEM, .mismatch),
            (made.certificatePEM, Secret("no key"), .malformed),
            (made.keyPEM.text, made.keyPEM, .malformed),
            (made.certificatePEM.replacing("A", with: "B"), made.keyPEM, .malformed),
        ] {
            let error = #expect(throws: CryptographyError.self) {
                try CertificateAuthority(certificatePEM: certificate, keyPEM: key)
            }
            #expect(error?.code == code)
        }
    }

    @Test func anEncryptedKeyIsRefusedWithoutAsking() throws {
        let folder = try Scratch()
        let made = try Program(
            "openssl",
            "genpkey",
            "-algorithm",
            "EC",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-aes256",
            "-pass",
            "pass:abcdef",
            "-out",
            folder.file("key")
        )
        #expect(made.status == 0, "\(made.output)")
        let pem = Secret(try PEMFile.read(folder.file("key")))
        #expect(throws: CryptographyError.self) { try PrivateKey(pem: pem) }
    }
}

import Cryptography
import Domain
import Foundation
import TLS
import Testing

struct ContextTests {
    let cluster: TestCluster

    init() throws { cluster = try TestCluster() }

    @Test(arguments: [
        ("missing.pem", "c1.key", "ca.pem", nil, "cannot read", "missing.pem"),
        ("c1.pem", "missing.key", "ca.pem", nil, "cannot read", "missing.key"),
        ("c1.pem", "c1.key", "missing.pem", nil, "cannot read", "missing.pem"),
        ("c1.pem", "c1.key", "ca.pem", "missing.crl", "cannot read", "missing.crl"),
        ("empty", "c1.key", "ca.pem", nil, "there is no certificate in PEM form in it", "empty"),
        ("c1.key", "c1.key", "ca.pem", nil, "there is no certificate in PEM form in it", "c1.key"),
        ("c1.pem", "c1.key", "empty", nil, "there is no certificate in PEM form in it", "empty"),
        ("c1.pem", "c1.key", "ca.pem", "empty", "there is no revocation list in PEM form in it", "empty"),
        ("damaged", "c1.key", "ca.pem", nil, "not a certificate in PEM form", "damaged"),
        ("c1.pem", "c1.pem", "ca.pem", nil, "not an unencrypted private key", "c1.pem"),
        ("c1.pem", "locked.key", "ca.pem", nil, "not an unencrypted private key", "locked.key"),
        ("c1.pem", "a1.key", "ca.pem", nil, "is not the key of the certificate in", "a1.key"),
        ("c1.pem", "c1.key", "ca.pem", "other.crl", "is signed by none of the authorities", "other.crl"),
        ("weak.pem", "weak.key", "ca.pem", nil, "the system's policy refuses it: ee key too small", "weak.pem"),
    ])
    func anErrorNamesTheFileAndWhatIsWrong(
        certificate: String,
        key: String,
        trust: String,
        list: String?,
        what: String,
        file: String
    ) throws {
        try prepareFiles()
        let error = #expect(throws: TLSError.self) {
            try TLSContext(
                .mutual(
                    identity: .init(certificateFile: cluster.file(certificate), keyFile: cluster.file(key)),
                    trustFile: cluster.file(trust),
                    revocationListFile: list.map(cluster.file)
                )
            )
        }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains(what) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains(cluster.file(file)) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("\n") == false)
    }

    private func prepareFiles() throws {
        _ = (try cluster.identity("c1"), try cluster.identity("a1"))
        try PEMFile.create(cluster.file("empty"), "", access: .everyone)
        let certificate = String(decoding: try PEMFile.read(cluster.file("c1.pem")), as: UTF8.self)
        try PEMFile.create(cluster.file("damaged"), String(certificate.dropLast(60)), access: .everyone)
        let other = try TestCluster(name: "test authority")
        let list = String(decoding: try PEMFile.read(try other.revoke([])), as: UTF8.self)
        try PEMFile.create(cluster.file("other.crl"), list, access: .everyone)
        let locked = try Program.run(
            "openssl",
            "pkey",
            "-in",
            cluster.file("c1.key"),
            "-aes256",
            "-passout",
            "pass:abcd",
            "-out",
            cluster.file("locked.key")
        )
        let weak = try Program.run(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:1024",
            "-nodes",
            "-subj",
            "/CN=weak",
            "-keyout",
            cluster.file("weak.key"),
            "-out",
            cluster.file("weak.pem")
        )
        try #require(locked.status == 0 && weak.status == 0, "\(locked.output) \(weak.output)")
    }

    @Test func certificatesThatEndSoonAreReported() throws {
        let identity = try cluster.identity("c1", to: 10)
        let context = try TLSContext(cluster.configuration(identity))
        let end = try #require(cluster.issued["c1"]).notAfter
        let warning = TLSWarning.certificateEnds(
            file: identity.certificateFile,
            subject: TestCluster.uri("c1"),
            at: end
        )
        #expect(context.warnings(at: cluster.now, ahead: TestCluster.day * 9) == [])
        #expect(context.warnings(at: cluster.now, ahead: TestCluster.day * 11) == [warning])
        #expect(context.certificate == cluster.issued["c1"])
        let authorityToo = context.warnings(at: cluster.now, ahead: TestCluster.day * 500)
        #expect(authorityToo.map { $0.description.contains("CN=test authority") } == [false, true])
    }

    @Test func aContextThatWouldTrustTooManyIsRefusedForTheRole() throws {
        let identity = try cluster.identity("c1")
        let mutual = try TLSContext(cluster.configuration(identity))
        let web = try TLSContext(.web(trust: .file(cluster.trustFile)))
        let system = try TLSContext(.web())
        for (context, role) in [
            (web, TLSRole.server), (system, .server), (web, .client(expecting: nil)), (system, .client(expecting: nil)),
        ] {
            let error = #expect(throws: TLSError.self) { try TLSHandler(context: context, role: role) }
            #expect(error?.code == .configuration)
        }
        _ = try TLSHandler(context: mutual, role: .server)
        _ = try TLSHandler(context: mutual, role: .client(expecting: nil))
        _ = try TLSHandler(context: system, role: .client(expecting: .host("example.com")))
    }

    @Test(arguments: [
        ("example.com", ServerName.host("example.com")), ("example.com.", .host("example.com")),
        ("192.0.2.1", .address("192.0.2.1")), ("2001:db8::1", .address("2001:db8::1")),
        ("[2001:db8::1]", .address("2001:db8::1")), ("", nil), (".", nil), ("a\0b", nil), ("a b", nil),
        (String(repeating: "a", count: 254), nil),
    ])
    func serverNamesAreReadAsHostsOrAddresses(text: String, name: ServerName?) {
        #expect(ServerName(text) == name)
    }
}

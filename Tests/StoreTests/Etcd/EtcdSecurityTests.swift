import Cryptography
import Domain
import Foundation
import Ports
import TestSupport
import Testing

@testable import StoreEtcd

/// TLS both ways, users and passwords, against a real etcd that demands them.
@Suite(.serialized) struct EtcdSecurityTests {
    /// An etcd that asks for client certificates, and its files.
    private func withGuardedEtcd(_ test: (EtcdServer, Scratch, [String]) async throws -> Void) async throws {
        let files = try Scratch()
        let made = try Program("sh", "-c", Self.certificates, files.path)
        try #require(made.status == 0, "\(made.output)")
        let arguments = [
            "--cert-file", files.file("server.crt"), "--key-file", files.file("server.key"), "--client-cert-auth",
            "--trusted-ca-file", files.file("ca.crt"), "--initial-cluster",
        ]
        let ports = (client: freePort(), peer: freePort())
        let directory = "/dev/shm/holdfast-etcd-\(UUID().uuidString)"
        let all = arguments + ["solo=http://127.0.0.1:\(ports.peer)"]
        let server = try EtcdServer(ports: ports, directory: directory, scheme: "https", arguments: all)
        defer { server.remove() }
        try await eventually("etcd answers") { await problem(of: try settings(server, files)) == nil }
        try await test(server, files, all)
    }

    private static let certificates = """
        cd "$0" && issue() {
            openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "${4:-/O=$1}" -addext "$2" -keyout $1.key -out $1.csr &&
            openssl x509 -req -in $1.csr -CA $3.crt -CAkey $3.key -CAcreateserial -days 2 -copy_extensions copy -out $1.crt
        } && for name in ca other; do
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$name" -keyout $name.key -out $name.crt
        done && issue server subjectAltName=IP:127.0.0.1 ca && issue client extendedKeyUsage=clientAuth ca &&
        issue stranger extendedKeyUsage=clientAuth other && issue named "subjectAltName=DNS:a" ca /CN=named
        """

    private func settings(
        _ server: EtcdServer,
        _ files: Scratch,
        trust: String = "ca",
        identity: String? = "client",
        password: String? = nil
    ) throws -> EtcdSettings {
        try EtcdSettings(
            endpoints: [server.endpoint],
            trustFile: files.file("\(trust).crt"),
            identity: identity.map {
                EtcdSettings.Identity(certificateFile: files.file("\($0).crt"), keyFile: files.file("\($0).key"))
            },
            account: password.map { EtcdSettings.Account(user: "holdfast", password: Secret($0)) }
        )
    }

    /// What opening a store says.
    private func problem(of settings: EtcdSettings) async -> PortError? {
        do throws(PortError) {
            let store = try await EtcdCoordinationStore.opened(
                settings,
                cluster: "test",
                controller: "c1",
                copy: MemoryJournalCopy(),
                initialControllers: ["c1"],
                time: TestClock(),
                logger: .silent
            )
            await store.close()
            return nil
        } catch {
            return error
        }
    }

    /// Runs shell commands in which `e` is etcdctl for this server.
    private func etcdctl(_ server: EtcdServer, _ files: Scratch, _ commands: String) throws {
        let script = """
            set -e
            cd "$1"
            e() { ETCDCTL_API=3 etcdctl --endpoints "$0" --cacert ca.crt --cert client.crt --key client.key "$@"; }
            \(commands)
            """
        let done = try Program("bash", "-c", script, server.endpoint, files.path)
        try #require(done.status == 0, "\(done.output)")
    }

    /// A user that may do nothing but write below /holdfast/, as the README says.
    private func demandUsers(_ server: EtcdServer, _ files: Scratch) throws {
        try etcdctl(
            server,
            files,
            """
            e user add root:geheim
            e user add holdfast:sesam
            e role add holdfast
            e role grant-permission --prefix=true holdfast readwrite /holdfast/
            e user grant-role holdfast holdfast
            e user grant-role root root
            e auth enable
            """
        )
    }

    @Test func withTheRightCertificatesTheStoreWorks() async throws {
        try await withGuardedEtcd { server, files, _ throws in
            try await withEtcdStores(1, settings(server, files), controllers: ["c1"]) { stores in
                let scene = try await Scene(stores[0])
                try await eventually("the watch tells") { try stores[0].known().complete >= stores[0].known().newest }
                #expect(try await scene.journal.count == 2)
            }
        }
    }

    @Test func wrongCertificatesAreRefusedInOneLine() async throws {
        try await withGuardedEtcd { server, files, _ throws in
            for settings in [
                try settings(server, files, trust: "other"), try settings(server, files, identity: nil),
                try settings(server, files, identity: "stranger"),
            ] {
                let problem = await problem(of: settings)
                #expect(problem?.code == .unavailable)
                #expect(problem?.message.contains(server.endpoint) == true, "\(problem?.message ?? "")")
                #expect(problem?.message.contains("\n") == false)
            }
            let missing = await problem(of: try settings(server, files, trust: "nobody"))
            #expect(missing?.code == .rejected)
            #expect(missing?.message.contains("nobody.crt") == true, "\(missing?.message ?? "")")
        }
    }

    @Test func aUserWithAPasswordGoesOnWhenItsTokenHasEnded() async throws {
        try await withGuardedEtcd { server, files, arguments throws in
            try demandUsers(server, files)
            let nobody = await problem(of: try settings(server, files))
            #expect(nobody?.code == .rejected)
            #expect(nobody?.message.contains("name user and password_file") == true, "\(nobody?.message ?? "")")
            let wrong = await problem(of: try settings(server, files, password: "offen"))
            #expect(wrong?.code == .rejected)
            #expect(wrong?.message.contains("etcd.password_file") == true, "\(wrong?.message ?? "")")
            #expect(wrong?.message.contains("offen") == false)

            let right = try settings(server, files, password: "sesam")
            try await withEtcdStores(1, right, cluster: "guarded", controllers: ["c1"]) { stores in
                let scene = try await Scene(stores[0])
                let opinion = VerdictOpinion(application: "shop", planVersion: 1, region: "east", verdict: .failed)
                try await stores[0].publish(Publication(number: 1, opinions: [opinion]), by: scene.process)
                // A member that starts again has forgotten its tokens.
                try server.signal(SIGKILL)
                let again = try EtcdServer(
                    ports: (server.port, freePort()),
                    directory: server.directory,
                    scheme: "https",
                    arguments: arguments
                )
                defer { again.remove() }
                try await eventually("it answers again") { (try? await stores[0].campaign(scene.process)) == 1 }
                try await scene.append([.noted("1")])
                try await eventually("the watch tells") { try stores[0].known().complete >= stores[0].known().newest }
                try await stores[0].publish(Publication(number: 2, opinions: []), by: scene.process)
                #expect(try await scene.board.publications == ["c1": Publication(number: 2, opinions: [])])
            }
        }
    }

    @Test func aTokenThatEndsIsAskedForOnceByAll() async throws {
        try await withGuardedEtcd { server, files, _ throws in
            try demandUsers(server, files)
            let settings = try settings(server, files, password: "sesam")
            try await withEtcdStores(1, settings, cluster: "guarded", controllers: ["c1"]) { stores in
                let scene = try await Scene(stores[0])
                let before = try authentications(server, files)
                // The password is set anew, to the same one: no token of this user is good any more.
                let again = "echo sesam | e --user root:geheim user passwd holdfast --interactive=false"
                try etcdctl(server, files, again)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 1...20 { group.addTask { try await scene.append([.noted("\(number)")]) } }
                    try await group.waitForAll()
                }
                #expect(try authentications(server, files) == before + 2, "one was root's")
            }
        }
    }

    /// How many passwords an etcd has found right since it started.
    private func authentications(_ server: EtcdServer, _ files: Scratch) throws -> Int {
        let script = """
            printf 'GET /metrics HTTP/1.0\\r\\n\\r\\n' | openssl s_client -quiet -connect 127.0.0.1:"$0" -CAfile "$1/ca.crt" \
                -cert "$1/client.crt" -key "$1/client.key"
            """
        let metrics = try Program("sh", "-c", script, "\(server.port)", files.path)
        let counter = #"grpc_server_handled_total{grpc_code="OK",grpc_method="Authenticate""#
        let line = metrics.output.split(whereSeparator: \.isNewline).first { $0.hasPrefix(counter) }
        return try #require(line?.split(separator: " ").last.flatMap { Int($0) }, "\(metrics.output.prefix(2000))")
    }

    @Test func aCertificateWithANameBesidePasswordsIsToldSo() async throws {
        try await withGuardedEtcd { server, files, _ throws in
            try demandUsers(server, files)
            let problem = await problem(of: try settings(server, files, identity: "named", password: "sesam"))
            #expect(problem?.code == .rejected)
            #expect(
                problem?.message.contains("issue etcd.certificate without one") == true,
                "\(problem?.message ?? "")"
            )
        }
    }

    @Test(arguments: ["", "127.0.0.1:2379", "ftp://a:2379", "https://", "http://a:2379/v3", "https://u:p@a:2379"])
    func whatIsNoUrlOfAnEtcdIsRefused(text: String) {
        let error = #expect(throws: PortError.self) { try EtcdSettings(endpoints: [text]) }
        #expect(error?.code == .rejected)
    }
}

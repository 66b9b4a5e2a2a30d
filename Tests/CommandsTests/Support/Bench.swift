import Commands
import Cryptography
import Domain
import Foundation
import Ports

/// Runs the command line with everything around it made up, except files: those are in a folder of the test's own.
final class Bench: Sendable {
    struct Run: Sendable {
        var code: Int32
        var output: String
        var error: String
    }

    let folder = NSTemporaryDirectory() + "holdfast-cli-\(UUID().uuidString)"
    private let links: [FakeController]
    /// Reached only by who is told where they are.
    private let others: [FakeController]
    private let journal: any StoppedJournal
    private let backups: any Backups
    private let environment: [String: String]
    private let terminal: @Sendable () -> FakeTerminal

    init(
        _ links: [FakeController] = [],
        others: [FakeController] = [],
        journal: any StoppedJournal = NoJournal(),
        backups: any Backups = NoBackups(),
        environment: [String: String] = [:],
        terminal: @escaping @Sendable () -> FakeTerminal = { FakeTerminal() }
    ) throws {
        self.links = links
        self.others = others
        self.journal = journal
        self.backups = backups
        self.environment = environment
        self.terminal = terminal
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    func write(_ text: String, to name: String) throws {
        try text.write(toFile: path(name), atomically: true, encoding: .utf8)
    }

    /// Runs without any file of configuration.
    func run(_ arguments: [String], time: any TimeSource = FakeTime()) async -> Run {
        let (links, others, journal, terminal, backups) = (links, others, journal, terminal(), backups)
        let surroundings = Surroundings(
            environment: environment,
            time: time,
            terminal: terminal,
            connect: { settings in
                let told = others.filter { settings.controllers.contains($0.address) }
                return told.isEmpty ? links : told
            },
            openJournal: { _ in journal },
            backups: backups
        )
        let code = await CommandLineTool(surroundings).run(arguments)
        return Run(code: code, output: terminal.output, error: terminal.error)
    }

    /// Runs as the operator ann, of the cluster `test`.
    func runAsOperator(_ arguments: [String], time: any TimeSource = FakeTime()) async throws -> Run {
        try makeOperator()
        return await run(arguments + ["--config", path("config.yaml")], time: time)
    }

    private func makeOperator() throws {
        guard !FileManager.default.fileExists(atPath: path("config.yaml")) else { return }
        func validity(days: Int64) -> Validity {
            Validity(notBefore: FakeTime.start + .seconds(-60), notAfter: FakeTime.start + .seconds(86_400 * days))
        }
        let made = try CertificateAuthority.create(name: "test", validity: validity(days: 400))
        let authority = try CertificateAuthority(certificatePEM: made.certificatePEM, keyPEM: made.keyPEM)
        let names = AlternativeNames(uris: ["spiffe://test/operator/ann"])
        let ann = try authority.issue(CertificateRequest(name: "ann", names: names, validity: validity(days: 300)))
        try PEMFile.create(path("ann.crt"), ann.certificatePEM, access: .everyone)
        try write(
            "cluster: test\ncontrollers: [\"a:7420\"]\ncertificate: ann.crt\nkey: ann.key\ntrust: ca.crt\n",
            to: "config.yaml"
        )
    }
}

/// There is none.
struct NoBackups: Backups {
    func create(_ path: String, cluster: String, _ head: BackupHead) throws(PortError) -> any BackupSink {
        throw PortError(.unavailable, "there is no room")
    }

    func verify(_ path: String) throws(PortError) -> BackupCheck { throw PortError(.rejected, "there is no \(path)") }

    func restore(_ order: RestoreOrder) async throws(PortError) -> RestoreReport {
        throw PortError(.rejected, "there is no \(order.file)")
    }
}

extension NoBackups {
    func breakGlass(_ order: BreakGlassOrder) async throws(PortError) -> RestoreReport {
        throw PortError(.conditionFailed, "there is a quorum")
    }
}

struct NoJournal: StoppedJournal {
    func verify(_ progress: (JournalPosition) throws(PortError) -> Void) throws(PortError) -> JournalCheck {
        throw PortError(.unavailable, "there is no journal")
    }

    func export(to path: String) throws(PortError) -> JournalCheck {
        throw PortError(.unavailable, "there is no journal")
    }

    func seed(from path: String, of controller: ControllerID) throws(PortError) -> JournalPosition {
        throw PortError(.unavailable, "there is no journal")
    }

    func verifyContinuation(inEtcdOf configuration: String) async throws(PortError) -> JournalPosition {
        throw PortError(.unavailable, "there is no journal")
    }
}

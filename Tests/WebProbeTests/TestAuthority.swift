import AgentAdapters
import Foundation
import Testing

/// An authority with one server certificate, made by the openssl command.
final class TestAuthority {
    private let directory: String
    var trustFile: String { "\(directory)/authority.pem" }
    var server: (certificate: String, key: String) { ("\(directory)/server.pem", "\(directory)/server.key") }

    /// - Parameters:
    ///   - names: alternative names of the server, for example `DNS:web.example.com`.
    ///   - days: how long its certificate lasts.
    /// - Throws: if openssl does not do it.
    init(names: String, days: Int) async throws {
        directory = FileManager.default.temporaryDirectory.path + "/holdfast-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        try await openssl(
            ["req", "-x509"] + key + [
                "-keyout", "\(directory)/authority.key", "-out", trustFile, "-days", "30", "-subj",
                "/CN=Test Authority",
            ]
        )
        try await openssl(
            ["req"] + key + ["-keyout", server.key, "-out", "\(directory)/server.csr", "-subj", "/CN=ignored"]
        )
        let extensions = "\(directory)/extensions"
        try "subjectAltName=\(names)\n".write(toFile: extensions, atomically: true, encoding: .utf8)
        try await openssl([
            "x509", "-req", "-in", "\(directory)/server.csr", "-CA", trustFile, "-CAkey", "\(directory)/authority.key",
            "-CAcreateserial", "-days", "\(days)", "-extfile", extensions, "-out", server.certificate,
        ])
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    private func openssl(_ arguments: [String]) async throws {
        let run = CommandRun(
            Command(["openssl"] + arguments),
            limits: CommandLimits(timeout: .seconds(300), starting: .seconds(60))
        )
        let (end, lastWords) = await run.runQuietly()
        try #require(end == .exited(0), "openssl \(arguments.joined(separator: " ")): \(lastWords)")
    }
}

import Domain
import Foundation
import Ports
import Providers
import Testing

/// A real name server on loopback, primary of `example.com` unless it is a secondary.
final class NameServer: Sendable {
    enum Kind: String, CaseIterable, Sendable, CustomTestStringConvertible {
        case bind = "BIND"
        case knot = "Knot"
        var testDescription: String { rawValue }
    }

    static let zone = "example.com"
    static let secret = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="

    let kind: Kind
    let port: Int
    let directory: URL
    private let program: Program

    /// Starts the server with these lines in its zone file, or as a secondary of the server at `primaryPort`.
    init(_ kind: Kind, _ records: String = "", algorithm: String = "hmac-sha256", primaryPort: Int? = nil) async throws
    {
        self.kind = kind
        port = try LoopbackPort.free()
        directory = URL(filePath: NSTemporaryDirectory()).appending(path: "holdfast-dns-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try Self.zoneFile(records).write(to: directory.appending(path: "zone"), atomically: true, encoding: .utf8)
        let log = directory.appending(path: "log")
        let file = directory.appending(path: "conf")
        switch kind {
        case .bind:
            try Self.bind(port, directory, algorithm, primaryPort).write(to: file, atomically: true, encoding: .utf8)
            program = try Program("/usr/sbin/named", ["-g", "-n", "1", "-c", file.path], log: log)
        case .knot:
            try Self.knot(port, directory, algorithm).write(to: file, atomically: true, encoding: .utf8)
            program = try Program("/usr/sbin/knotd", ["-c", file.path], log: log)
        }
        try await waitUntilItAnswers(log)
    }

    func stop() {
        program.stop()
        try? FileManager.default.removeItem(at: directory)
    }

    private func waitUntilItAnswers(_ log: URL) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while try dig(Self.zone, "SOA").isEmpty {
            guard ContinuousClock.now < deadline else {
                stop()
                throw Program.Failure(description: (try? String(contentsOf: log, encoding: .utf8)) ?? "no log")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// What `dig` says, independent of our own codec: sorted lines without quotation marks.
    func dig(_ name: String, _ type: String) throws -> [String] {
        try Program.output(
            "/usr/bin/dig",
            ["@127.0.0.1", "-p", "\(port)", "+short", "+norecurse", "+time=2", "+tries=1", name, type]
        ).split(separator: "\n").filter { !$0.hasPrefix(";") }.map { String($0.filter { $0 != "\"" }) }.sorted()
    }

    /// The TTL that `dig` sees.
    func digTTL(_ name: String, _ type: String) throws -> Int? {
        try Program.output(
            "/usr/bin/dig",
            ["@127.0.0.1", "-p", "\(port)", "+noall", "+answer", "+norecurse", "+time=2", "+tries=1", name, type]
        ).split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
    }
}

extension NameServer {
    private static func zoneFile(_ records: String) -> String {
        """
        $ORIGIN \(zone).
        $TTL 300
        @ IN SOA ns hostmaster 1 3600 600 86400 60
        @ IN NS ns
        ns IN A 127.0.0.1
        \(records)

        """
    }

    private static func bind(_ port: Int, _ directory: URL, _ algorithm: String, _ primaryPort: Int?) -> String {
        let zone =
            primaryPort.map { "type secondary; primaries { 127.0.0.1 port \($0); };" }
            ?? #"type primary; file "zone"; allow-update { key writer; };"#
        return """
            options {
                directory "\(directory.path)"; pid-file none; session-keyfile none;
                listen-on port \(port) { 127.0.0.1; }; listen-on-v6 { none; };
                recursion no; notify no; dnssec-validation no; allow-transfer { any; };
            };
            controls { };
            key "writer" { algorithm \(algorithm); secret "\(secret)"; };
            key "reader" { algorithm hmac-sha256; secret "\(secret)"; };
            zone "\(self.zone)" { \(zone) };

            """
    }

    private static func knot(_ port: Int, _ directory: URL, _ algorithm: String) -> String {
        """
        server:
          listen: 127.0.0.1@\(port)
          rundir: \(directory.path)
          udp-workers: 1
          tcp-workers: 1
          background-workers: 1
        log:
          - target: stderr
            any: info
        database:
          storage: \(directory.path)
        key:
          - id: writer
            algorithm: \(algorithm)
            secret: \(secret)
          - id: reader
            algorithm: hmac-sha256
            secret: \(secret)
        acl:
          - id: update
            key: writer
            action: update
          - id: query
            key: reader
            action: query
          - id: transfer
            address: 127.0.0.1
            action: transfer
        zone:
          - domain: \(zone)
            file: \(directory.path)/zone
            acl: [update, query, transfer]

        """
    }
}

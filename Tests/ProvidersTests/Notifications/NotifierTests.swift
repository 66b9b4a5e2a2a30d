import Cryptography
import Domain
import Foundation
import Logging
import NIOConcurrencyHelpers
import NIOHTTP1
import Ports
import Testing

@testable import Providers

@Suite struct NotifierTests {
    private let notification = Domain.Notification(
        deduplicationKey: "holdfast/printapp/region/us-east-1",
        severity: .page,
        application: "printapp",
        incident: "printapp-7",
        title: "us-east-1 failed",
        details: ["2 of 2 agents silent", "loss: 3 s"],
        at: Timestamp(milliseconds: 1_795_396_303_250)
    )

    private func deliver(to url: String, _ more: Parameters = [:]) async throws -> PortError? {
        let factory = ChannelNotifierFactory(time: WallClock(), logger: Logger(label: "test"))
        var parameters = more
        parameters["url"] = .text(url)
        let notifier = try factory.notifier(for: Channel(id: "ops", uses: "webhook", with: parameters))
        let failed = await failure { () async throws(PortError) in try await notifier.deliver(notification) }
        try await factory.shutDown()
        return failed
    }

    @Test func theReceiverCanTellWhoSentWhatAndWhen() async throws {
        let receiver = try await WebhookReceiver { _ in (.noContent, [:], "") }
        let secret = URL(filePath: NSTemporaryDirectory()).appending(path: "holdfast-\(UUID().uuidString)")
        try "s3cret\n".write(to: secret, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: secret) }

        let url = "http://127.0.0.1:\(receiver.port)/hooks/T0K3N"
        #expect(try await deliver(to: url, ["secret_file": .text(secret.path)]) == nil)
        #expect(try await deliver(to: url) == nil)
        try await receiver.stop()

        let signed = try #require(receiver.deliveries.first)
        #expect(signed.head.method == .POST)
        #expect(signed.head.uri == "/hooks/T0K3N")
        #expect(signed.head.headers["content-type"] == ["application/json"])
        let decoded = try JSONDecoder().decode(Domain.Notification.self, from: Data(signed.body))
        #expect(decoded == notification)
        let signature = try #require(signed.head.headers.first(name: "Holdfast-Signature")?.split(separator: ","))
        let seconds = try #require(signature.first?.dropFirst(2))
        #expect(signature.first?.hasPrefix("t=") == true)
        #expect(abs(try #require(Double(seconds)) - Date().timeIntervalSince1970) < 60)
        #expect(try signature.last ?? "" == "v1=\(opensslCode(of: "\(seconds).".utf8 + signed.body, key: "s3cret"))")
        #expect(receiver.deliveries.last?.head.headers["Holdfast-Signature"] == [])
    }

    /// The code as `openssl` computes it.
    private func opensslCode(of bytes: some Sequence<UInt8>, key: String) throws -> String {
        let file = URL(filePath: NSTemporaryDirectory()).appending(path: "holdfast-\(UUID().uuidString)")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let line = try Program.output("/usr/bin/openssl", ["dgst", "-sha256", "-hmac", key, file.path])
        return String(line.split(whereSeparator: \.isWhitespace).last ?? "")
    }

    @Test(
        arguments: [
            (200, nil), (202, nil), (301, PortError.Code.rejected), (400, .rejected), (401, .rejected),
            (404, .rejected),
            (408, .unavailable), (410, .rejected), (429, .unavailable), (500, .unavailable), (503, .unavailable),
        ] as [(Int, PortError.Code?)]
    )
    func eachStatusTellsWhatMayBeDoneNext(_ status: Int, _ code: PortError.Code?) async throws {
        let receiver = try await WebhookReceiver { _ in
            (HTTPResponseStatus(statusCode: status), ["location": "/elsewhere"], "no such\tchannel\nsecond line")
        }
        let failed = try await deliver(to: "http://127.0.0.1:\(receiver.port)/T0K3N")
        #expect(failed?.code == code)
        if let failed {
            #expect(failed.message.contains("\(status)") && failed.message.contains("no suchchannel"))
            #expect(!failed.message.contains("second") && !failed.message.contains("T0K3N"))
        }
        #expect(receiver.deliveries.count == 1)
        try await receiver.stop()
    }

    @Test func aReceiverThatSaysNothingMayHaveGotIt() async throws {
        let receiver = try await WebhookReceiver { _ in nil }
        let failed = try await deliver(to: "http://127.0.0.1:\(receiver.port)/T0K3N", ["timeout": "300ms"])
        #expect(failed?.code == .outcomeUnknown)
        #expect(failed?.message.contains("T0K3N") == false)
        #expect(receiver.deliveries.count == 1)
        try await receiver.stop()
    }

    @Test func anAnswerWhoseBodyDoesNotEndIsTakenAtItsStatus() async throws {
        let receiver = try await WebhookReceiver { _ in (.badRequest, ["content-length": "100"], "no such channel") }
        let failed = try await deliver(to: "http://127.0.0.1:\(receiver.port)/", ["timeout": "500ms"])
        #expect(failed?.code == .rejected)
        try await receiver.stop()
    }

    @Test func aReceiverThatIsNotThereGotNothing() async throws {
        let failed = try await deliver(to: "http://127.0.0.1:\(LoopbackPort.free())/T0K3N")
        #expect(failed?.code == .unavailable)
        #expect(failed?.message.contains("T0K3N") == false)
    }

    @Test func aConnectionThatIsNotMadeInTimeCarriedNothing() async throws {
        let port = try LoopbackPort.free()
        let sockets = LoopbackSocket.deafListener(port: port)
        defer { for socket in sockets { socket.end() } }
        for scheme in ["http", "https"] {
            let failed = try await deliver(to: "\(scheme)://127.0.0.1:\(port)/", ["timeout": "500ms"])
            #expect(failed?.code == .unavailable)
        }
    }

    @Test func aHandshakeThatDoesNotEndCarriedNothing() async throws {
        let receiver = try await ScriptedServer { _ in .silence }
        let failed = try await deliver(to: "https://127.0.0.1:\(receiver.port)/", ["timeout": "500ms"])
        #expect(failed?.code == .unavailable, "\(failed?.message ?? "delivered")")
        try await receiver.stop()
    }

    private static let wrong: [(String, Parameters, String)] = [
        ("pager", [:], "pager"), ("log", ["level": "info"], "log has no parameters"), ("webhook", [:], "with.url"),
        ("webhook", ["url": "ftp://192.0.2.1/"], "with.url"), ("webhook", ["url": "192.0.2.1"], "with.url"),
        ("webhook", ["url": "http://192.0.2.1/", "secret": "x"], "with.secret"),
        ("webhook", ["url": "http://192.0.2.1/", "secret_file": "/nowhere"], "/nowhere"),
        ("webhook", ["url": "http://192.0.2.1/", "secret_file": "/dev/null"], "one line"),
        ("webhook", ["url": "http://192.0.2.1/", "secret_file": "/dev/zero"], "too long"),
        ("webhook", ["url": "http://192.0.2.1/", "timeout": 5], "with.timeout"),
    ]

    @Test(arguments: wrong)
    func whatIsWrongIsToldBeforeItIsNeeded(_ uses: String, _ parameters: Parameters, _ word: String) async throws {
        let factory = ChannelNotifierFactory(time: WallClock(), logger: Logger(label: "test"))
        do throws(PortError) {
            _ = try factory.notifier(for: Channel(id: "ops", uses: uses, with: parameters))
            Issue.record("accepted")
        } catch {
            #expect(error.code == .rejected)
            #expect(error.message.contains(word), "\(error)")
        }
        try await factory.shutDown()
    }

    @Test func theLogGetsOneLine() async throws {
        let lines = NIOLockedValueBox<[LogLine]>([])
        let logger = Logger(label: "test") { _ in LogLines(lines: lines) }
        let factory = ChannelNotifierFactory(time: WallClock(), logger: logger)
        try await factory.notifier(for: Channel(id: "log", uses: "log")).deliver(notification)
        try await factory.shutDown()
        let line = lines.withLockedValue { $0 }
        #expect(line.map(\.level) == [.critical])
        #expect(line.first?.metadata["title"] == "us-east-1 failed")
        #expect(line.first?.metadata["details"] == "2 of 2 agents silent; loss: 3 s")
        #expect(line.first?.metadata["incident"] == "printapp-7")
    }
}

private struct LogLine: Sendable {
    var level: Logger.Level
    var metadata: Logger.Metadata
}

private struct LogLines: LogHandler {
    let lines: NIOLockedValueBox<[LogLine]>
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.withLockedValue { $0.append(LogLine(level: event.level, metadata: event.metadata ?? [:])) }
    }
}

import Logging
import Synchronization

/// Counts what is logged, by its text.
final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])

    private let reasons = Mutex<[String]>([])

    /// What was given as a reason, in order.
    var allReasons: [String] { reasons.withLock { $0 } }

    var logger: Logger { Logger(label: "test") { _ in Handler(lines: self) } }

    func count(of text: String) -> Int { lines.withLock { $0.count { $0 == text } } }

    private struct Handler: LogHandler {
        let lines: LogLines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            lines.lines.withLock { $0.append("\(event.message)") }
            lines.reasons.withLock { $0 += event.metadata?["reason"].map { ["\($0)"] } ?? [] }
        }
    }
}

import Domain
import Foundation
import Logging

extension LoggingSystem {
    /// Standard error, one line an event: text on a terminal, JSON otherwise (DESIGN 4.4).
    package static func bootstrapHoldfast() {
        let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
        bootstrap { label in LineLogHandler(label: label, isText: isTerminal) }
    }
}

/// Writes each event as one line to standard error.
private struct LineLogHandler: LogHandler {
    var label: String
    var isText: Bool
    var logLevel: Logger.Level = .info
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        let line = isText ? text(event, all, now) : json(event, all, now)
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    private func text(_ event: LogEvent, _ all: Logger.Metadata, _ now: Timestamp) -> String {
        let fields = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        return "\(now) \(event.level.rawValue) \(event.message)\(fields)"
    }

    private func json(_ event: LogEvent, _ all: Logger.Metadata, _ now: Timestamp) -> String {
        var fields = all.mapValues { "\($0)" }
        fields["at"] = now.description
        fields["level"] = event.level.rawValue
        fields["message"] = "\(event.message)"
        fields["program"] = label
        let data = try? JSONSerialization.data(withJSONObject: fields, options: [.sortedKeys, .withoutEscapingSlashes])
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "\(event.message)"
    }
}

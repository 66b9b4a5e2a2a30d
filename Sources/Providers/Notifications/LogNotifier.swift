import Domain
import Logging
import Ports

/// Writes notifications to the log, one line each.
package struct LogNotifier: Notifier {
    private let logger: Logger

    package init(logger: Logger) { self.logger = logger }

    package func deliver(_ notification: Notification) async throws(PortError) {
        var metadata: Logger.Metadata = [
            "title": "\(notification.title)",
            "severity": "\(notification.severity.rawValue)",
            "deduplication_key": "\(notification.deduplicationKey)",
            "at": "\(notification.at)",
        ]
        if let application = notification.application { metadata["application"] = "\(application)" }
        if let incident = notification.incident { metadata["incident"] = "\(incident)" }
        if !notification.details.isEmpty { metadata["details"] = "\(notification.details.joined(separator: "; "))" }
        logger.log(level: Self.level(of: notification.severity), "notification", metadata: metadata)
    }

    private static func level(of severity: Notification.Severity) -> Logger.Level {
        switch severity {
        case .page: .critical
        case .note, .resolved: .notice
        }
    }
}

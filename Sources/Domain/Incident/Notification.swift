/// Something people have to know.
package struct Notification: Hashable, Codable, Sendable {
    package enum Severity: String, Hashable, Codable, Sendable {
        /// Wakes somebody.
        case page
        /// Good to know.
        case note
        /// What was paged is over.
        case resolved
    }

    /// The same for everything about one trouble, so that receivers fold repetitions into one.
    package var deduplicationKey: String
    package var severity: Severity
    package var application: ApplicationID?
    package var incident: IncidentID?
    /// One line.
    package var title: String
    /// Reasons and figures, one a line.
    package var details: [String]
    package var at: Timestamp

    package init(
        deduplicationKey: String,
        severity: Severity,
        application: ApplicationID?,
        incident: IncidentID?,
        title: String,
        details: [String],
        at time: Timestamp
    ) {
        self.deduplicationKey = deduplicationKey
        self.severity = severity
        self.application = application
        self.incident = incident
        self.title = title
        self.details = details
        at = time
    }
}

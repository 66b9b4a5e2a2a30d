/// Names a question to people.
package struct QuestionID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// A decision that waits for a person.
package struct Question: Hashable, Codable, Sendable {
    package enum Subject: Hashable, Codable, Sendable {
        /// Whether a scenario in approval mode shall run, to which region.
        case scenario(ScenarioID, target: RegionID)
        /// Whether a runbook shall pass its approval step.
        case step(ExecutionID, StepID)
    }

    package var id: QuestionID
    package var application: ApplicationID
    package var subject: Subject
    package var text: String
    package var incident: IncidentID?

    package init(
        id: QuestionID,
        application: ApplicationID,
        subject: Subject,
        text: String,
        incident: IncidentID?
    ) {
        self.id = id
        self.application = application
        self.subject = subject
        self.text = text
        self.incident = incident
    }
}

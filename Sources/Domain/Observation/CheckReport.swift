/// One result of one check: what an agent saw, once.
package struct Observation: Hashable, Codable, Sendable {
    package enum Outcome: String, Hashable, Codable, Sendable {
        case passed
        case failed
        /// The check itself could not be run; says nothing about what it looks at.
        case notRun
    }

    package var outcome: Outcome
    /// One line for people: what was seen.
    package var summary: String
    /// How long it took.
    package var took: Duration
    /// Measured numbers by name, for example `connect_ms` or `certificate_days_left`.
    package var figures: [String: Double]

    package init(outcome: Outcome, summary: String, took: Duration, figures: [String: Double] = [:]) {
        self.outcome = outcome
        self.summary = summary
        self.took = took
        self.figures = figures
    }
}

/// What an agent holds about one check after several results in a row.
package enum CheckStatus: String, Hashable, Codable, Sendable {
    case up
    case down
    /// Not enough results yet, or the check could not be run.
    case unknown
}

/// The state of one check in a report.
package struct CheckReport: Hashable, Codable, Sendable {
    package var application: ApplicationID
    package var check: CheckID
    /// The region that the check looks at.
    package var subject: RegionID
    package var status: CheckStatus
    /// The latest result.
    package var latest: Observation
    /// How long before the report was sent the latest result was there.
    package var age: Duration
    /// How long before the report was sent the first result of the unbroken bad run was there; `nil` when the latest was good.
    package var badFor: Duration?
    /// Whether it has been up since the plan was applied. What never was up proves nothing by being down.
    package var hasBeenUp: Bool

    package init(
        application: ApplicationID,
        check: CheckID,
        subject: RegionID,
        status: CheckStatus,
        latest: Observation,
        age: Duration,
        badFor: Duration?,
        hasBeenUp: Bool
    ) {
        self.application = application
        self.check = check
        self.subject = subject
        self.status = status
        self.latest = latest
        self.age = age
        self.badFor = badFor
        self.hasBeenUp = hasBeenUp
    }
}

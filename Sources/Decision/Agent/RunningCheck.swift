import Domain

/// A check as an agent runs it: what it is, when it runs next, and what its results have come to.
struct RunningCheck: Sendable {
    var assigned: AssignedCheck
    var hysteresis: CheckHysteresis
    var due: Instant
    var isRunning = false

    init(_ assigned: AssignedCheck, due: Instant) {
        self.assigned = assigned
        self.due = due
        hysteresis = CheckHysteresis(downAfter: assigned.downAfter, upAfter: assigned.upAfter)
    }

    /// What a report says of it; `nil` before the first result.
    func report(at now: Instant) -> CheckReport? {
        guard let latest = hysteresis.latest, let at = hysteresis.latestAt else { return nil }
        return CheckReport(
            application: assigned.application,
            check: assigned.check,
            subject: assigned.subject,
            status: hysteresis.status,
            latest: latest,
            age: now - at,
            badFor: hysteresis.badSince.map { now - $0 },
            hasBeenUp: hysteresis.hasBeenUp
        )
    }
}

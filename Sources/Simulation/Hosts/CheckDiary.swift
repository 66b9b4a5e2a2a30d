import Domain

/// What an agent process has reported of its checks, as far as one that comes up again has to be judged by it.
struct CheckDiary {
    private struct Subject: Hashable {
        var application: ApplicationID
        var check: CheckID
        var region: RegionID

        init(_ report: CheckReport) {
            application = report.application
            check = report.check
            region = report.subject
        }
    }

    private var version: UInt64 = 0
    /// When the last bad result of each check was there that is not up again.
    private var badAt: [Subject: Instant] = [:]

    /// - Returns: which checks came up, and how long after its last bad result the latest one of each was there.
    mutating func take(_ report: AgentReport, at now: Instant) -> [(CheckReport, after: Duration)] {
        // A check that is assigned anew begins anew.
        if report.assignmentVersion != version { badAt = [:] }
        version = report.assignmentVersion
        return report.checks.compactMap { check in
            let subject = Subject(check)
            if check.latest.outcome == .failed, check.status == .down || badAt[subject] != nil {
                badAt[subject] = now - check.age
            }
            guard check.status == .up, let bad = badAt.removeValue(forKey: subject) else { return nil }
            return (check, now - check.age - bad)
        }
    }
}

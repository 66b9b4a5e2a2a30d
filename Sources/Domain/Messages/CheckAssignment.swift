/// The checks that one agent has to run, parameters filled in. It replaces the one before.
package struct CheckAssignment: Hashable, Sendable {
    /// Grows with every change of what this agent has to run.
    package var version: UInt64
    package var reportEvery: Duration
    package var checks: [AssignedCheck]

    package init(version: UInt64, reportEvery: Duration, checks: [AssignedCheck]) {
        self.version = version
        self.reportEvery = reportEvery
        self.checks = checks
    }
}

/// One check for one agent to run.
package struct AssignedCheck: Hashable, Sendable {
    package var application: ApplicationID
    package var check: CheckID
    /// The region that the check looks at.
    package var subject: RegionID
    /// The version of the plan it comes from: with another one, `hasBeenUp` begins anew.
    package var planVersion: PlanVersion
    /// The kind of check: `http`, `tcp` or `hook`.
    package var uses: String
    package var with: Parameters
    package var every: Duration
    package var timeout: Duration
    package var downAfter: Int
    package var upAfter: Int

    package init(
        application: ApplicationID,
        check: CheckID,
        subject: RegionID,
        planVersion: PlanVersion,
        uses: String,
        with parameters: Parameters,
        every: Duration,
        timeout: Duration,
        downAfter: Int,
        upAfter: Int
    ) {
        self.application = application
        self.check = check
        self.subject = subject
        self.planVersion = planVersion
        self.uses = uses
        with = parameters
        self.every = every
        self.timeout = timeout
        self.downAfter = downAfter
        self.upAfter = upAfter
    }
}

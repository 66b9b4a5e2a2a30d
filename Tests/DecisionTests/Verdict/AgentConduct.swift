import Domain

/// What one agent of the bench does and sees.
struct AgentConduct {
    enum Sight: Hashable, Sendable {
        case up
        /// Down, since this second.
        case down(since: Double)
        /// Down, and its latest result was good.
        case recovering
        case undecided
    }

    var sights: [RegionID: Sight] = [:]
    /// What has never been up since the plan was applied.
    var neverUp: Set<RegionID> = []
    var isSilent = false
    var isFenced = false
    /// The assignment that it has.
    var assignment: UInt64 = 0
    var loopLag = Duration.zero
    /// How old its latest results are.
    var age = Duration.zero

    /// The report that it sends at this second.
    func report(at now: Double, checks: [CheckDefinition]) -> AgentReport {
        let lease = LeaseReport(
            application: VerdictBench.application,
            highestEpoch: 1,
            fencedSince: isFenced ? 1 : nil,
            remaining: nil,
            margin: 0
        )
        let results = sights.sorted { $0.key < $1.key }.flatMap { region, sight in
            checks.map { check in result(sight, of: region, by: check.id, at: now) }
        }
        return AgentReport(
            process: 1,
            number: ReportNumber(UInt64(now)),
            checks: results,
            leases: [lease],
            host: HostReport(loopLag: loopLag),
            assignmentVersion: assignment
        )
    }

    private func result(_ sight: Sight, of region: RegionID, by check: CheckID, at now: Double) -> CheckReport {
        let (status, outcome, badFor): (CheckStatus, Observation.Outcome, Duration?) =
            switch sight {
            case .up: (.up, .passed, nil)
            case .down(let since): (.down, .failed, .seconds(now - since))
            case .recovering: (.down, .passed, nil)
            case .undecided: (.unknown, .notRun, nil)
            }
        return CheckReport(
            application: VerdictBench.application,
            check: check,
            subject: region,
            status: status,
            latest: Observation(outcome: outcome, summary: "", took: .zero),
            age: age,
            badFor: badFor,
            hasBeenUp: !neverUp.contains(region)
        )
    }
}

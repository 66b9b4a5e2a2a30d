import Domain

/// What one controller knows of one agent.
package struct AgentView: Hashable, Sendable {
    package let id: AgentID
    package let region: RegionID
    package var isDrained = false {
        didSet { if isDrained != oldValue { significance += 1 } }
    }
    package var isConnected = false
    /// Grows with everything that may change what any judgement makes of this agent, but for the passing of time.
    private var significance: UInt64 = 0
    /// Grows likewise, with what concerns judgements for one application only.
    private var significances: [ApplicationID: UInt64] = [:]
    /// When its last report came, or since when this controller has been waiting for the first.
    package internal(set) var heardAt: Instant
    package internal(set) var hasReported = false
    /// Until then this controller heard nobody outside its own region: what was not heard proves nothing about this agent.
    package internal(set) var deafUntil = Instant.boot
    /// It said that it would be away until then.
    package var awayUntil: Instant? {
        didSet { if awayUntil != oldValue { significance += 1 } }
    }
    package private(set) var report: AgentReport?
    /// Where the checks of each application and region stand in the report.
    private var indices: [CheckedPlace: [Int]] = [:]
    package internal(set) var hello: AgentHello?
    /// Checks that were seen up since their plan was applied, also by earlier processes of the agent.
    private(set) var seenUp: Set<SeenCheck> = []
    /// The assignment from which on an agent runs the checks of an application's present plan.
    private var planAssignments: [ApplicationID: UInt64] = [:]

    package struct SeenCheck: Hashable, Sendable {
        var application: ApplicationID
        var check: CheckID
        var subject: RegionID

        init(_ report: CheckReport) {
            (application, check, subject) = (report.application, report.check, report.subject)
        }
    }

    private struct CheckedPlace: Hashable {
        var application: ApplicationID
        var region: RegionID
    }

    package init(id: AgentID, region: RegionID, waitingSince now: Instant) {
        self.id = id
        self.region = region
        heardAt = now
    }

    /// What it has told of the databases of its region.
    private(set) var replication = ReplicationView()
    private var arrivals = ReportArrivals()

    /// Since when checks could not be run.
    private(set) var notRunSince: [SeenCheck: Instant] = [:]

    /// Takes what it reports to a controller. Results of a plan that is over are left out: the checks may have been others.
    ///
    /// - Returns: whether a judgement may make something else of it than of the report before.
    @discardableResult
    package mutating func take(
        _ whole: AgentReport,
        as controller: ControllerID,
        at now: Instant,
        isFresh: (CheckReport) -> Bool
    ) -> Bool {
        var newer = whole
        if planAssignments.values.contains(where: { $0 > whole.assignmentVersion }) {
            newer.checks.removeAll { planAssignments[$0.application, default: 0] > whole.assignmentVersion }
        }
        let news = newer.news(since: report, isFresh)
        let sentAfter = arrivals.moment(before: whole, as: controller)
        arrivals.note(whole, at: now)
        for check in newer.checks where check.subject == region {
            replication.take(check, heardAt: now, sentAfter: sentAfter)
        }
        noteIdleChecks(of: newer, at: now)
        report = newer
        heardAt = now
        hasReported = true
        awayUntil = nil
        guard news != [] else { return false }
        note(news)
        return true
    }

    private mutating func note(_ news: Set<ApplicationID>?) {
        for check in report?.checks ?? [] where check.hasBeenUp || check.status == .up {
            if news?.contains(check.application) ?? true { seenUp.insert(SeenCheck(check)) }
        }
        if let news {
            for application in news { significances[application, default: 0] += 1 }
        } else {
            significance += 1
            findChecks()
        }
    }

    /// Is the same as long as no judgement for the application can make something else of this agent.
    func significance(for application: ApplicationID) -> UInt64 {
        significances.isEmpty ? significance : significance + significances[application, default: 0]
    }

    private mutating func findChecks() {
        indices = [:]
        for (index, check) in (report?.checks ?? []).enumerated() {
            let place = CheckedPlace(application: check.application, region: check.subject)
            indices[place, default: []].append(index)
        }
    }

    private mutating func noteIdleChecks(of report: AgentReport, at now: Instant) {
        guard !notRunSince.isEmpty || report.checks.contains(where: { $0.latest.outcome == .notRun }) else { return }
        let idle = report.checks.filter { $0.latest.outcome == .notRun }.map(SeenCheck.init)
        notRunSince = Dictionary(idle.map { ($0, notRunSince[$0] ?? now) }, uniquingKeysWith: { first, _ in first })
    }

    /// With another plan, what was seen before proves nothing, and neither does what an agent reports that does not have the
    /// plan's checks yet: they are in this assignment and in all later ones.
    package mutating func forgetChecks(of application: ApplicationID, before assignment: UInt64) {
        guard planAssignments[application] != assignment else { return }
        significances[application, default: 0] += 1
        planAssignments[application] = assignment
        seenUp = seenUp.filter { $0.application != application }
        report?.checks.removeAll { $0.application == application }
        replication.forgetStandbys(of: application)
        findChecks()
    }

    /// Whether it is expected to report: enrolled, not drained, and heard within a day (DESIGN 3.3).
    package func isExpected(at now: Instant) -> Bool { !isDrained && heardAt + Self.forgottenAfter > now }

    /// Whether it is silent, and neither an announced absence nor this controller's own trouble explains that.
    package func isMissing(after silence: Duration, at now: Instant) -> Bool {
        isUnheard(for: silence, at: now) && deafUntil + silence <= now
    }

    /// Whether it is silent, whoever's fault that is; not during an absence that it announced.
    func isUnheard(for silence: Duration, at now: Instant) -> Bool {
        if let awayUntil, awayUntil > now { return false }
        return heardAt + silence <= now
    }

    /// When the first report did not come that should have: not before the end of an announced absence, or of this controller's
    /// own trouble.
    func missingSince(every period: Duration) -> Instant { max(max(heardAt, deafUntil) + period, awayUntil ?? .boot) }

    /// Whether its last report is fresh enough to count. An agent that said it would be away is not missing, but what it said
    /// before proves nothing any more.
    package func isHeard(within silence: Duration, at now: Instant) -> Bool { hasReported && heardAt + silence > now }

    /// An expected agent that has not been heard for a day has been taken away without a word.
    static let forgottenAfter = Duration.seconds(24 * 3600)

    package func lease(of application: ApplicationID) -> LeaseReport? {
        report?.leases.first { $0.application == application }
    }

    package func isFenced(for application: ApplicationID) -> Bool { lease(of: application)?.fencedSince != nil }

    /// Its timers run late: what it says about others may be its own trouble.
    package var isStarved: Bool { report?.host.isStarved ?? false }

    func reports(on application: ApplicationID, subject: RegionID) -> [CheckReport] {
        guard let report else { return [] }
        let place = CheckedPlace(application: application, region: subject)
        return indices[place, default: []].map { report.checks[$0] }
    }

    func hasSeenUp(_ check: CheckReport) -> Bool {
        seenUp.contains(SeenCheck(check))
    }

    /// When the unbroken bad run of a check began, on this controller's clock.
    func badSince(_ check: CheckReport) -> Instant? { check.badFor.map { heardAt - $0 } }
}

extension AgentReport {
    /// The applications for which a judgement may make something else of this than of the older one; `nil` for all of them.
    /// Figures and times may differ: when something began counts once only, at the look that finds it begun.
    fileprivate func news(since older: AgentReport?, _ isFresh: (CheckReport) -> Bool) -> Set<ApplicationID>? {
        guard let older, assignmentVersion == older.assignmentVersion, checks.count == older.checks.count,
            leases.count == older.leases.count, host.isStarved == older.host.isStarved
        else { return nil }
        var news: Set<ApplicationID> = []
        for (check, old) in zip(checks, older.checks) {
            guard check.isAboutTheSame(as: old) else { return nil }
            if !check.saysTheSame(as: old) || isFresh(check) != isFresh(old) { news.insert(check.application) }
        }
        for (lease, old) in zip(leases, older.leases) {
            guard lease.application == old.application else { return nil }
            if lease.fencedSince != old.fencedSince { news.insert(lease.application) }
        }
        return news
    }
}

extension CheckReport {
    fileprivate func isAboutTheSame(as older: CheckReport) -> Bool {
        check == older.check && subject == older.subject && application == older.application
    }

    fileprivate func saysTheSame(as older: CheckReport) -> Bool {
        status == older.status && hasBeenUp == older.hasBeenUp && (badFor == nil) == (older.badFor == nil)
            && (status != .down || latest.summary == older.latest.summary)
    }
}

extension HostReport {
    fileprivate var isStarved: Bool { loopLag > Self.tolerableLag }

    /// More than this and time-outs of checks begin to lie.
    private static let tolerableLag = Duration.seconds(1)
}

import Domain

/// Judges one region for one application at one controller: the rows of DESIGN 3.3, and how long each has stood.
package struct RegionJudge: Sendable {
    /// The verdict in effect; `nil` until there was evidence for one.
    package private(set) var standing: Verdict?
    package private(set) var standingSince: Instant?
    /// The standing verdict rests on evidence that this process has seen itself. One that only the journal remembers is shown,
    /// but nothing is decided on it.
    private var isOwn = false
    /// What the evidence says now, in effect or not yet.
    package private(set) var assessment: Assessment?
    private var silence = Run()
    private var critical = Run()
    private var fenced = Run()
    private var down: [RegionID: Run] = [:]
    private var notUp: [RegionID: Run] = [:]
    private var seenUp = Run()
    private var trouble = Run()
    private var well = Run()
    /// What the last judgement rested on.
    private var picture: Picture?

    /// - Parameter standing: the verdict that the journal remembers, after a restart.
    package init(standing: Verdict? = nil) { self.standing = standing }

    /// The verdict in effect, if this process has the evidence for it.
    package var proven: Verdict? { isOwn ? standing : nil }

    /// What the verdict rests on is no longer seen: it is shown, and counts again when there is evidence for it.
    package mutating func loseSight() { isOwn = false }

    /// The verdict that would replace the standing one if nothing changed, and when.
    package func suspected(by detection: Detection) -> (verdict: Verdict, at: Instant)? {
        guard let assessment, assessment.verdict != standing, standing != nil || assessment.verdict != .healthy else {
            return nil
        }
        switch assessment.verdict {
        case .healthy:
            return well.since.map { (.healthy, $0 + (isPlanted(.recoversAtOnce) ? .zero : detection.recover)) }
        case .degraded, .unreachable, .isolated, .failed, .unknown:
            return assessment.since.map {
                (assessment.verdict, $0 + (isPlanted(.verdictBeforeConfirm) ? .zero : detection.confirm))
            }
        }
    }

    /// Looks at the evidence again, if it may say something else than at the last look; if not, only time has passed.
    package mutating func judge(
        _ picture: Picture,
        agents: [AgentView],
        at now: Instant,
        _ subject: @autoclosure () -> JudgedRegion
    ) {
        if picture != self.picture || assessment == nil {
            self.picture = picture
            assessment = assess(subject(), agents: agents, at: now)
        }
        conclude(by: picture.detection, at: now)
    }

    /// Looks at the evidence again.
    ///
    /// - Returns: whether another verdict took effect.
    @discardableResult
    package mutating func judge(_ subject: JudgedRegion, agents: [AgentView], at now: Instant) -> Bool {
        assessment = assess(subject, agents: agents, at: now)
        return conclude(by: subject.plan.detection, at: now)
    }

    /// When the passing of time alone may make another judgement of the same picture.
    func dues(by detection: Detection) -> [Instant] {
        [
            suspected(by: detection)?.at, trouble.since.map { $0 + detection.recover },
            assessment?.since.map { $0 + detection.confirm }, standingSince.map { $0 + detection.confirm },
        ].compactMap { $0 }
    }

    @discardableResult
    private mutating func conclude(by detection: Detection, at now: Instant) -> Bool {
        guard let newer = assessment else { return false }
        well.observe(firstBad: newer.isWell ? now : nil, at: now)
        trouble.observe(firstBad: newer.isTroubled ? now : nil, at: now)
        isOwn = isOwn || confirmsStanding(newer, by: detection, at: now)
        if newer.verdict != standing, isDue(newer, by: detection, at: now) { return take(newer.verdict, at: now) }
        if let verdict = verdictOnFlapping(newer, by: detection, at: now) { return take(verdict, at: now) }
        return false
    }

    private mutating func take(_ verdict: Verdict, at now: Instant) -> Bool {
        standing = verdict
        standingSince = now
        isOwn = true
        return true
    }

    /// What flaps begins every run anew and never stands for `confirm`, but must not pass for healthy either. When it has not
    /// been up again for as long as recovery takes, people are told, and nothing is moved on such evidence (DESIGN S2).
    private func verdictOnFlapping(_ newer: Assessment, by detection: Detection, at now: Instant) -> Verdict? {
        guard standing == .healthy || standing == nil, let since = trouble.since, since + detection.recover <= now
        else {
            return nil
        }
        switch newer.verdict {
        case .healthy: return nil
        case .degraded, .isolated, .unknown: return newer.verdict
        case .failed, .unreachable: return .unknown
        }
    }

    private func confirmsStanding(_ newer: Assessment, by detection: Detection, at now: Instant) -> Bool {
        guard newer.verdict == standing else { return false }
        return newer.isWell || newer.since.map { $0 + detection.confirm <= now } ?? false
    }

    /// A region that was never judged before is healthy at once when its agents say so.
    private func isDue(_ newer: Assessment, by detection: Detection, at now: Instant) -> Bool {
        if standing == nil, newer.isWell { return true }
        return suspected(by: detection).map { $0.at <= now } ?? false
    }

    private mutating func assess(_ subject: JudgedRegion, agents: [AgentView], at now: Instant) -> Assessment {
        let local = LocalView(of: subject, agents: agents, at: now)
        let vantage = vantageRegions(of: subject).map { region in
            (region, VantageView(of: subject, from: region, agents: agents, at: now))
        }
        observe(local, vantage, at: now)
        let quorum = isPlanted(.oneVantageRegionIsEnough) ? 1 : vantage.count / 2 + 1
        let isUpSomewhere = vantage.contains { $0.1.vote == .up } && !areUpVotesIgnored
        let isDown = vantage.count { counts($0.1.vote) } >= quorum && !isUpSomewhere
        let row = Row(
            local: local,
            isDown: isDown && !vantage.isEmpty,
            isUpSomewhere: isUpSomewhere
        )
        return Assessment(
            verdict: row.verdict,
            since: since(row, vantage: vantage.map(\.0), quorum: quorum, at: now),
            local: local.evidence,
            votes: vantage.map { Assessment.VantageRegion(region: $0.0, vote: $0.1.vote, reason: $0.1.reason) },
            failingChecks: local.failingChecks,
            isVouchedFor: local.isVouchedFor || local.hasReported && isUpSomewhere,
            isOnlyFenced: row == .fencedDegraded,
            isTroubled: row.verdict != .healthy || local.isTroubled
                || vantage.count { $0.1.isTroubled } >= quorum && !vantage.isEmpty
        )
    }

    private func counts(_ vote: VantageVote) -> Bool {
        vote == .down || vote == .abstains && isPlanted(.abstentionsCount)
    }

    private var areUpVotesIgnored: Bool { isPlanted(.upVotesAreIgnored) || isPlanted(.oneVantageRegionIsEnough) }

    private func vantageRegions(of subject: JudgedRegion) -> [RegionID] {
        guard subject.plan.checks.contains(where: \.isVantageCritical) else { return [] }
        return subject.plan.regions.map(\.id).filter { $0 != subject.region && !subject.excludedVantage.contains($0) }
    }

    private mutating func observe(_ local: LocalView, _ vantage: [(RegionID, VantageView)], at now: Instant) {
        silence.observe(firstBad: local.expected == 0 ? now : local.silentSince, at: now)
        critical.observe(firstBad: local.criticalSince, at: now)
        fenced.observe(firstBad: local.fencedSeen ? now : nil, at: now)
        // An up-vote is no bad result with a beginning: it counts from when it was first seen.
        let isUpSomewhere = vantage.contains { $0.1.vote == .up }
        seenUp.observe(firstBad: isUpSomewhere ? now : nil, at: now)
        for (region, view) in vantage {
            down[region, default: Run()].observe(firstBad: view.downSince, at: now)
            notUp[region, default: Run()].observe(firstBad: view.vote == .up ? nil : view.downSince ?? now, at: now)
        }
    }

    /// The latest beginning among all that the row rests on.
    private func since(_ row: Row, vantage: [RegionID], quorum: Int, at now: Instant) -> Instant? {
        let against = isPlanted(.abstentionsCount) ? notUp : down
        let downSince = vantage.compactMap { against[$0]?.since }.sorted()
        let noneUpSince = vantage.map { notUp[$0]?.since ?? now }.max() ?? now
        let noneUpMatters = areUpVotesIgnored ? Instant.boot : noneUpSince
        let vantageSince = downSince.count >= quorum ? max(downSince[quorum - 1], noneUpMatters) : now
        switch row {
        case .isolated: return max(silence.since ?? now, seenUp.since ?? now)
        // It rests on silence alone, so that losing any other evidence holds at once.
        case .silentUnknown: return silence.since
        case .silentFailed: return max(silence.since ?? now, vantageSince)
        case .criticalFailed: return max(critical.since ?? now, vantageSince)
        case .criticalDegraded: return critical.since
        case .unreachable: return vantageSince
        case .fencedDegraded: return fenced.since
        case .healthy: return nil
        }
    }
}

extension Assessment {
    /// Something speaks for its health: that nothing was heard yet does not.
    var isWell: Bool { verdict == .healthy && isVouchedFor }
}

/// The rows of the table in DESIGN 3.3; the first that applies decides.
private enum Row {
    case isolated
    case silentFailed
    case silentUnknown
    case criticalFailed
    case criticalDegraded
    case unreachable
    case fencedDegraded
    case healthy

    init(local: LocalView, isDown: Bool, isUpSomewhere: Bool) {
        if local.expected == 0 {
            self = .silentUnknown
        } else if local.silentSince != nil {
            self = isUpSomewhere ? .isolated : isDown ? .silentFailed : .silentUnknown
        } else if local.criticalSince != nil {
            self = isDown ? .criticalFailed : .criticalDegraded
        } else if isDown {
            self = .unreachable
        } else {
            self = local.fencedSeen ? .fencedDegraded : .healthy
        }
    }

    var verdict: Verdict {
        switch self {
        case .isolated: isPlanted(.isolatedIsFailed) ? .failed : .isolated
        case .silentFailed, .criticalFailed: .failed
        case .silentUnknown: .unknown
        case .criticalDegraded, .fencedDegraded: .degraded
        case .unreachable: .unreachable
        case .healthy: .healthy
        }
    }
}

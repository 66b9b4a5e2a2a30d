import Domain

/// How one vantage region sees another region, by a majority of its expected agents (DESIGN 3.3).
struct VantageView: Hashable, Sendable {
    var vote: VantageVote
    var reason: String
    /// For `down`: when the agent that completed the majority got its first bad result.
    var downSince: Instant?
    /// A majority of its agents holds that it went down and is not up again, whatever their latest results.
    var isTroubled = false

    init(of subject: JudgedRegion, from region: RegionID, agents: [AgentView], at now: Instant) {
        let expected = agents.filter { $0.region == region && $0.isExpected(at: now) }
        guard !expected.isEmpty else {
            self.init(.abstains, "no agents")
            return
        }
        let views = expected.map { AgentVote(of: subject, by: $0, hears: agents, at: now) }
        let downSince = views.compactMap(\.downSince).sorted()
        let up = views.count { $0.isUp }
        let majority = expected.count / 2 + 1
        if downSince.count >= majority {
            self.init(
                .down,
                "\(downSince.count) of \(expected.count) agents see it down",
                downSince: downSince[majority - 1]
            )
        } else if up >= majority {
            self.init(.up, "\(up) of \(expected.count) agents see it up")
        } else {
            let reasons = Set(views.compactMap(\.abstention)).sorted().joined(separator: ", ")
            self.init(.abstains, reasons.isEmpty ? "\(up) up, \(downSince.count) down: a tie" : reasons)
        }
        isTroubled = views.count { $0.isTroubled } >= majority
    }

    private init(_ vote: VantageVote, _ reason: String, downSince: Instant? = nil) {
        self.vote = vote
        self.reason = reason
        self.downSince = downSince
    }
}

/// How one agent sees another region.
private struct AgentVote {
    private enum Sight {
        case up
        case down(since: Instant)
        case abstains(String)
    }

    private let sight: Sight
    /// It holds that a check went down that it had seen up, and is not up again.
    let isTroubled: Bool

    var isUp: Bool { if case .up = sight { true } else { false } }
    var downSince: Instant? { if case .down(let since) = sight { since } else { nil } }
    var abstention: String? { if case .abstains(let reason) = sight { reason } else { nil } }

    init(of subject: JudgedRegion, by agent: AgentView, hears agents: [AgentView], at now: Instant) {
        guard agent.isHeard(within: subject.plan.detection.silenceAfter, at: now) else {
            sight = .abstains("agents not heard")
            isTroubled = false
            return
        }
        let reports = agent.criticalVantageReports(of: subject)
        let down = reports.filter { $0.status == .down }
        isTroubled = down.contains { agent.hasSeenUp($0) }
        sight = Self.sight(of: subject, by: agent, reports, down, hears: agents, at: now)
    }

    private static func sight(
        of subject: JudgedRegion,
        by agent: AgentView,
        _ reports: [CheckReport],
        _ down: [CheckReport],
        hears agents: [AgentView],
        at now: Instant
    ) -> Sight {
        guard !reports.isEmpty else { return .abstains("runs no vantage check of it") }
        let bad = down.filter { agent.badSince($0) != nil }
        guard !bad.isEmpty else {
            return reports.allSatisfy { $0.status == .up } ? .up : .abstains("checks not decided")
        }
        if let doubt = agent.selfDoubt(about: subject, hears: agents, at: now) { return .abstains(doubt) }
        let known = bad.filter { agent.hasSeenUp($0) || isPlanted(.neverSeenUpCounts) }
        return known.compactMap { agent.badSince($0) }.min().map { .down(since: $0) } ?? .abstains("never saw it up")
    }
}

extension AgentView {
    fileprivate func criticalVantageReports(of subject: JudgedRegion) -> [CheckReport] {
        reports(on: subject.plan.application, subject: subject.region).filter { report in
            subject.plan.check(report.check)?.isVantageCritical == true && subject.plan.isFresh(report)
        }
    }

    /// Why what this agent sees down may be its own trouble; `nil` where nothing speaks for that.
    fileprivate func selfDoubt(
        about subject: JudgedRegion,
        hears agents: [AgentView],
        at now: Instant
    ) -> String? {
        if isStarved { return "agent is starved of time" }
        let others =
            self.report?.checks.filter {
                $0.application == subject.plan.application && $0.subject != subject.region && $0.subject != region
            } ?? []
        if others.isEmpty {
            return isHeardAcrossRegions(by: subject, agents: agents, at: now) ? nil : "sees no other region"
        }
        return others.contains { $0.status == .up } ? nil : "sees no other region up"
    }

    /// An agent that has no third region to look at is known to be connected when its reports cross a border: the controller
    /// stands in a third region, or it stands here and hears a third region.
    private func isHeardAcrossRegions(by subject: JudgedRegion, agents: [AgentView], at now: Instant) -> Bool {
        let known = [region, subject.region]
        if !known.contains(subject.controllerRegion) { return true }
        let silence = subject.plan.detection.silenceAfter
        return agents.contains {
            !known.contains($0.region) && $0.isHeard(within: silence, at: now)
        }
    }
}

extension Plan {
    /// Whether a report's result is no older than it may be: the next one has to be there by then.
    package func isFresh(_ report: CheckReport) -> Bool {
        checks.contains { $0.id == report.check && report.age <= $0.every + $0.every + $0.timeout }
    }
}

extension CheckDefinition {
    /// Its view from other regions counts for the verdict.
    var isVantageCritical: Bool { isCritical && from.contains(.vantage) }
}

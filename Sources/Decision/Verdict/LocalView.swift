import Domain

/// What a region's own agents say about it.
struct LocalView: Hashable, Sendable {
    /// When the last expected agent fell silent; `nil` while any is heard.
    var silentSince: Instant?
    /// When a majority of the expected agents was missing or saw a critical check down.
    var criticalSince: Instant?
    /// A majority of the expected agents is missing or has a critical check that went down and is not up again, whatever its
    /// latest result.
    var isTroubled: Bool
    /// A guardian is seen fenced without a proposal.
    var fencedSeen: Bool
    /// A majority of the expected agents is heard.
    var hasReported: Bool
    /// A majority of the expected agents is heard and knows of nothing that fails, not even behind a closed fence.
    var isVouchedFor: Bool
    var expected: Int
    var missing: [AgentID]
    var failingChecks: [CheckID]
    var evidence: [LocalEvidence]

    init(of subject: JudgedRegion, agents: [AgentView], at now: Instant) {
        let detection = subject.plan.detection
        let own = agents.filter { $0.region == subject.region && $0.isExpected(at: now) }
        let missing = own.filter { $0.isMissing(after: detection.silenceAfter, at: now) }
        let heard = own.filter { $0.isHeard(within: detection.silenceAfter, at: now) }
        let down = heard.compactMap { CriticalAgent(of: subject, $0) }
        let missingSince = missing.map { $0.missingSince(every: detection.reportEvery) }
        // The first report that did not come is the first bad result of a silent agent.
        let bad = (missingSince + down.map(\.since)).sorted()
        let majority = own.count / 2 + 1
        expected = own.count
        self.missing = missing.map(\.id)
        silentSince = missing.count == own.count ? missingSince.max() : nil
        criticalSince = !own.isEmpty && bad.count >= majority ? bad[majority - 1] : nil
        isTroubled = !own.isEmpty && missing.count + heard.count { $0.hasTrouble(in: subject) } >= majority
        fencedSeen =
            subject.isActive && !subject.hasOpenProposal
            && heard.contains { $0.isFenced(for: subject.plan.application) }
        hasReported = heard.count >= majority
        isVouchedFor = heard.count { !$0.isExcused(in: subject) } >= majority
        failingChecks = Set(down.flatMap(\.checks)).sorted()
        let unheard = own.filter { $0.isUnheard(for: detection.silenceAfter, at: now) }
        evidence = Self.evidence(own: own, unheard: unheard, down: down)
    }

    private static func evidence(
        own: [AgentView],
        unheard: [AgentView],
        down: [CriticalAgent]
    ) -> [LocalEvidence] {
        guard !own.isEmpty else { return [.noAgents] }
        let silent = unheard.map { LocalEvidence.notHeard($0.id, since: $0.heardAt) }
        return [.reporting(own.count - unheard.count, of: own.count)] + silent + down.flatMap(\.evidence)
    }
}

/// An agent that sees a critical check of its own region down.
private struct CriticalAgent {
    var since: Instant
    var checks: [CheckID]
    var evidence: [LocalEvidence]

    /// What fails because its guardian is fenced does not count, where the region is active. A standby is always fenced; there
    /// a failing check counts, since a target has to be proven ready.
    init?(of subject: JudgedRegion, _ agent: AgentView) {
        let down = agent.criticalDown(in: subject)
        guard let first = down.compactMap({ agent.badSince($0) }).min() else { return nil }
        since = first
        checks = down.map(\.check)
        evidence = down.map { .down($0.check, by: agent.id, summary: $0.latest.summary) }
    }
}

extension AgentView {
    /// The critical checks of its own region that went down and are not up again, as far as they count.
    fileprivate func criticalDown(in subject: JudgedRegion) -> [CheckReport] {
        isBehindFence(in: subject) ? [] : allCriticalDown(in: subject)
    }

    fileprivate func hasTrouble(in subject: JudgedRegion) -> Bool { !criticalDown(in: subject).isEmpty }

    /// What fails here counts for nothing, because its guardian is fenced: it speaks neither against the region nor for it.
    fileprivate func isExcused(in subject: JudgedRegion) -> Bool {
        isBehindFence(in: subject) && !allCriticalDown(in: subject).isEmpty && !isPlanted(.whatIsExcusedIsWell)
    }

    private func isBehindFence(in subject: JudgedRegion) -> Bool {
        subject.isActive && isFenced(for: subject.plan.application)
    }

    private func allCriticalDown(in subject: JudgedRegion) -> [CheckReport] {
        reports(on: subject.plan.application, subject: subject.region).filter { report in
            report.status == .down && subject.plan.check(report.check)?.isLocalCritical == true
        }
    }
}

extension CheckDefinition {
    var isLocalCritical: Bool { isCritical && from.contains(.local) }
}

import Domain

/// All that a judgement rests on, in short: while the picture is the same, only time can change the judgement.
package struct Picture: Hashable, Sendable {
    private var planVersion: PlanVersion
    private var activeRegion: RegionID
    private var hasOpenProposal: Bool
    private(set) var detection: Detection
    private var agents: [Glance]

    /// What can change about one agent's part in a judgement.
    private struct Glance: Hashable {
        var significance: UInt64
        var isExpected: Bool
        var isMissing: Bool
        var isHeard: Bool
    }

    package init(
        of application: ApplicationID,
        planVersion: PlanVersion,
        activeRegion: RegionID,
        hasOpenProposal: Bool,
        detection: Detection,
        agents: [AgentView],
        at now: Instant
    ) {
        self.planVersion = planVersion
        self.activeRegion = activeRegion
        self.hasOpenProposal = hasOpenProposal
        self.detection = detection
        let silence = detection.silenceAfter
        self.agents = agents.map { agent in
            Glance(
                significance: agent.significance(for: application),
                isExpected: agent.isExpected(at: now),
                isMissing: agent.isMissing(after: silence, at: now),
                isHeard: agent.isHeard(within: silence, at: now)
            )
        }
    }
}

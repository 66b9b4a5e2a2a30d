import Domain

/// What the rows of DESIGN 3.3 say about a region at one moment, with the evidence.
package struct Assessment: Hashable, Sendable {
    package var verdict: Verdict
    /// When the first bad result of the unbroken run came that leads to the verdict; `nil` for `healthy`.
    package var since: Instant?
    /// What the region's own agents say.
    var local: [LocalEvidence]
    /// How each vantage region votes.
    package var votes: [VantageRegion]
    /// The critical checks of the region that at least one of its agents sees down.
    package var failingChecks: [CheckID]
    /// Something speaks for its health: a majority of its agents is heard, and where something fails that only their closed
    /// fence excuses, another region sees it up.
    package var isVouchedFor: Bool
    /// All that is wrong is that its guardians are fenced, as for a moment whenever a proposal is over.
    package var isOnlyFenced: Bool
    /// It is not well, or it was not and is not up again by the rules of its checks.
    package var isTroubled: Bool

    /// What made it unwell has ended, though it may not have been well for long enough to be called so.
    package var hasHealed: Bool { isVouchedFor && (verdict == .healthy || isOnlyFenced) }

    /// One line each: which agents, which checks, since when, as of the last look.
    package func evidence(at now: Instant) -> [String] {
        local.map { $0.text(at: now) } + votes.map(\.text)
    }

    package struct VantageRegion: Hashable, Sendable {
        package var region: RegionID
        package var vote: VantageVote
        package var reason: String

        fileprivate var text: String {
            switch vote {
            case .up: "\(region) votes up: \(reason)"
            case .down: "\(region) votes down: \(reason)"
            case .abstains: "\(region) abstains: \(reason)"
            }
        }
    }
}

/// One thing that a region's own agents say about it, or by their silence.
enum LocalEvidence: Hashable, Sendable {
    case noAgents
    case reporting(Int, of: Int)
    case notHeard(AgentID, since: Instant)
    case down(CheckID, by: AgentID, summary: String)

    func text(at now: Instant) -> String {
        switch self {
        case .noAgents: "no agent of this region has been heard in the last 24 hours"
        case .reporting(let count, let expected): "\(count) of \(expected) agents report"
        case .notHeard(let agent, let since): "agent \(agent) not heard for \((now - since).text)"
        case .down(let check, let agent, let summary): "agent \(agent): \(check) down, \(summary)"
        }
    }
}

/// What a region is judged by: the plan's settings and where the application is.
package struct JudgedRegion: Hashable, Sendable {
    package var region: RegionID
    package var plan: Plan
    /// Whether the application is active there: only then is a fenced guardian trouble, and only then do failures of checks
    /// behind a closed fence not count.
    package var isActive: Bool
    /// A proposal is open, so that fenced guardians are as they should be.
    package var hasOpenProposal: Bool
    /// Regions whose view does not count, because they are what the application is moved away from.
    package var excludedVantage: Set<RegionID>
    /// Where the judging controller stands.
    package var controllerRegion: RegionID

    package init(
        region: RegionID,
        plan: Plan,
        isActive: Bool,
        hasOpenProposal: Bool,
        excludedVantage: Set<RegionID>,
        controllerRegion: RegionID
    ) {
        self.region = region
        self.plan = plan
        self.isActive = isActive
        self.hasOpenProposal = hasOpenProposal
        self.excludedVantage = excludedVantage
        self.controllerRegion = controllerRegion
    }
}

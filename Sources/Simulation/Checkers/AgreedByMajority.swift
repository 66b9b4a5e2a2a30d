import Domain

/// S2: a proposal rests on the verdicts that a majority of the configured controllers has published by the present plan.
struct AgreedByMajority: Checker {
    let rule = "S2"
    private var published: [ControllerID: [Shown]] = [:]

    private struct Shown {
        var opinions: [VerdictOpinion]
        /// `nil` while it is shown.
        var until: Instant?
    }

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        if case .published(let opinions, let controller) = event {
            note(opinions, by: controller, at: world.scheduler.now)
        }
        guard case .journalled(let record) = event,
            case .failover(.proposalOpened(let proposal)) = record.event,
            case .scenario(let id, _) = proposal.cause,
            let verdicts = world.setting.plan(of: proposal.application).scenario(id)?.when.verdicts
        else { return nil }
        let set = world.store.state.board.controllerSet
        let agreeing = set.members.count { holds($0, verdicts, on: proposal, world) }
        guard agreeing < set.majority else { return nil }
        return "\(proposal.source) is given up on the word of \(agreeing) of \(set.members.count) controllers"
    }

    private mutating func note(_ opinions: [VerdictOpinion], by controller: ControllerID, at now: Instant) {
        var shown = published[controller, default: []]
        if let last = shown.indices.last { shown[last].until = now }
        shown.removeAll { $0.until.map { now - $0 >= Self.memory } ?? false }
        published[controller] = shown + [Shown(opinions: opinions)]
    }

    /// Now, or so lately that the leader may not have heard of the end.
    private func holds(_ controller: ControllerID, _ verdicts: [Verdict], on proposal: Proposal, _ world: World) -> Bool
    {
        let plan = world.store.state.planVersions[proposal.application]
        let shown = published[controller, default: []].filter { shown in
            shown.until.map { world.scheduler.now - $0 < Self.memory } ?? true
        }
        return shown.flatMap(\.opinions).contains {
            $0.application == proposal.application && $0.region == proposal.source && verdicts.contains($0.verdict)
                && $0.planVersion == plan
        }
    }

    private static var memory: Duration { .seconds(10) }
}

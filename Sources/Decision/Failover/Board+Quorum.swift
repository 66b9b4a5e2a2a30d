import Domain

extension Board {
    /// Whether a majority of the configured controllers now holds one of the verdicts on a region.
    package func isAgreed(
        _ verdicts: [Verdict],
        on region: RegionID,
        of application: ApplicationID,
        under plan: PlanVersion
    ) -> Bool {
        let held = verdictsHeld(on: region, of: application, under: plan)
        return controllerSet.isMajority { member in held[member].map(verdicts.contains) ?? false }
    }

    /// What the configured controllers hold of a region together; `nil` while a majority publishes nothing.
    package func commonVerdict(
        on region: RegionID,
        of application: ApplicationID,
        under plan: PlanVersion
    ) -> CommonVerdict? {
        let held = verdictsHeld(on: region, of: application, under: plan)
        if isPlanted(.oneVerdictIsEnough), controllerSet.everyone.contains(where: { held[$0] == .unreachable }) {
            return .agreed(.unreachable)
        }
        let sets = controllerSet.sets.map { set in
            (majority: ControllerSetDescription.majority(of: set), held: set.compactMap { held[$0] })
        }
        func isHeld(where isMeant: (Verdict) -> Bool) -> Bool {
            sets.allSatisfy { $0.held.count(where: isMeant) >= $0.majority }
        }
        guard isHeld(where: { _ in true }), let first = sets.first else { return nil }
        if let verdict = first.held.first(where: { verdict in isHeld { $0 == verdict } }) { return .agreed(verdict) }
        // Both say that nobody reaches the region. That its agents cannot report either is said by some only, and counts for
        // nothing: the weaker verdict moves an epoch on confirmations alone.
        if isHeld(where: { $0 == .failed || $0 == .unreachable }) { return .agreed(.unreachable) }
        return .split(
            controllerSet.everyone.map { "controller \($0) says \(held[$0]?.rawValue ?? "nothing")" }
        )
    }

    /// A plan is known to controllers a moment after one another: an opinion that rests on another version is none.
    private func verdictsHeld(
        on region: RegionID,
        of application: ApplicationID,
        under plan: PlanVersion
    ) -> [ControllerID: Verdict] {
        publications.compactMapValues { publication in
            publication.opinions.first {
                $0.region == region && $0.application == application
                    && ($0.planVersion == plan || isPlanted(.opinionsOutliveTheirPlan))
            }?.verdict
        }
    }

    /// The configured controllers whose votes stand for the open proposal.
    package func voters(for proposal: Proposal) -> [ControllerID] {
        guard let application = applications[proposal.application], application.openProposal?.number == proposal.number
        else { return [] }
        return controllerSet.everyone.filter { member in
            guard let vote = application.votes[member] else { return false }
            return vote.proposal == proposal.number && vote.epoch == proposal.epoch || isPlanted(.oldVotesCount)
        }
    }
}

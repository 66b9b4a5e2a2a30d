import Domain

extension PlanReader {
    func regions(_ plan: inout Section) -> [PlannedRegion] {
        if plan.requiredTree("regions") == nil { return [] }
        return named("regions", in: &plan) { id, region in
            if region.tree("role") == nil {
                refuse(.missingKey, at: region.path, region.place, "role is missing; write active, standby or witness")
            }
            return PlannedRegion(
                id: RegionID(id),
                role: region.choice("role", of: PlannedRegion.Role.self) ?? .witness,
                endpoints: endpoints(&region)
            )
        }
    }

    private func endpoints(_ region: inout Section) -> [String: String] {
        guard var section = region.section("endpoints") else { return [:] }
        let pairs = section.namedTrees().compactMap { name, tree in
            text(tree, at: section.path[name]).map { (name, $0) }
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    func detection(_ plan: inout Section) -> Detection {
        guard var section = plan.section("detection") else { return Detection() }
        defer { section.refuseUnknownKeys() }
        let defaults = Detection()
        let (lease, handOver) = lease(&section)
        return Detection(
            reportEvery: section.duration("report_every") ?? defaults.reportEvery,
            silenceAfter: section.duration("silence_after") ?? defaults.silenceAfter,
            confirm: section.duration("confirm") ?? defaults.confirm,
            recover: section.duration("recover"),
            lease: lease,
            leaseHandOver: handOver,
            coolDown: section.duration("cool_down") ?? defaults.coolDown,
            proposalDeadline: section.duration("proposal_deadline") ?? defaults.proposalDeadline
        )
    }

    private func lease(_ detection: inout Section) -> (terms: LeaseTerms, handOver: Duration?) {
        guard var section = detection.section("lease") else { return (LeaseTerms(), nil) }
        defer { section.refuseUnknownKeys() }
        let defaults = LeaseTerms()
        let terms = LeaseTerms(
            ttl: section.duration("ttl") ?? defaults.ttl,
            fenceTimeout: section.duration("fence_timeout") ?? defaults.fenceTimeout
        )
        return (terms, section.duration("handover"))
    }
}

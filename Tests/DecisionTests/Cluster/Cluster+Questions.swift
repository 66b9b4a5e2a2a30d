import Decision
import Domain

/// What a test asks of the world, and what a person asks of the controller.
extension Cluster {
    /// Regions with a host on which a write may get through now.
    var writableRegions: Set<RegionID> { Set(agents.values.filter { $0.mayWrite && $0.isUp }.map(\.region)) }
    var activeRegion: RegionID? { controller.cluster.applications["app"]?.assignment.region }
    var epoch: Epoch { controller.cluster.applications["app"]?.assignment.epoch ?? 0 }
    func verdict(_ region: RegionID) -> Verdict? { controller.cluster.applications["app"]?.verdicts[region] }
    func happened(_ matches: (JournalEvent) -> Bool) -> Bool { journal.contains { matches($0.event) } }

    func ask(_ command: OperatorCommand) -> OperatorAnswer? {
        let before = answers.count
        handle(.asked(RequestNumber(UInt64(before + 1)), by: "ada", command))
        return answers.count > before ? answers[before] : nil
    }

    func apply(_ plan: Plan) {
        handle(
            .planOffered(
                RequestNumber(UInt64(answers.count + 1)),
                by: "ada",
                PlanOffer(plan: plan, findings: [], source: "", reason: "test", dryRun: false)
            )
        )
    }
}

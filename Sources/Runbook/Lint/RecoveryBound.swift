import Domain

/// How long it can take from the loss of a region until its clients are led to the other: an upper bound where a leader is there
/// and the target is ready. Waiting for people is left out.
package struct RecoveryBound: Hashable, Sendable {
    package let failover: FailoverBound
    package let runbook: RunbookBound
    /// How long resolvers may remember what the runbook changes.
    package let cached: Duration
    package let waitsForPeople: Bool

    package var longest: Duration { failover.commit + afterCommit }
    /// Where it is lost while a controller whose vote is needed is away by plan, from that one's return.
    package var longestAfterPlannedStop: Duration { failover.commitAfterPlannedStop + afterCommit }

    private var afterCommit: Duration { runbook.longest + cached }

    /// - Returns: `nil` where there is no bound: nobody looks from outside.
    package init?(plan: Plan, scenario: Scenario, roundTrip: Duration) {
        guard let failover = FailoverBound(plan: plan, scenario: scenario, roundTrip: roundTrip) else { return nil }
        self.failover = failover
        runbook = RunbookBound(scenario.runbook)
        let groups = scenario.runbook.filter { $0.action.uses == StepKind.dnsFailover.rawValue }
            .compactMap { $0.action.with.text("record") }
        let records = groups.compactMap { plan.dnsGroup(DNSGroupID($0)) }.flatMap(\.records)
        cached = records.map(\.ttl).max() ?? .zero
        waitsForPeople = scenario.mode == .approval || runbook.waitsForPeople
    }
}

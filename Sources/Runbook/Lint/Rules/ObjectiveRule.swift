import Domain

extension FindingCode {
    package static let failoverBound: FindingCode = "failover-bound"
    package static let rtoUnreachable: FindingCode = "rto-unreachable"
    package static let rtoAtRisk: FindingCode = "rto-at-risk"
    package static let noObjective: FindingCode = "no-objective"
}

/// What the plan's times promise, against what the business asks for.
struct ObjectiveRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        objectives(context.plan.objectives)
            + context.runbooks.filter { $0.scenario.movesRegion }.flatMap { bound(of: $0, context) }
    }

    private func objectives(_ objectives: Objectives) -> [Finding] {
        let path = PlanPath.root["objectives"]
        var findings: [Finding] = []
        if let rto = objectives.rto, let longest = objectives.maxTolerableDowntime, rto > longest {
            let message =
                "an RTO of \(rto.text) is beyond the maximum tolerable downtime of \(longest.text); shorten it"
            findings.append(Finding(.error, .rtoUnreachable, at: path["rto"], message))
        }
        if objectives.rto == nil {
            findings.append(Finding(.note, .noObjective, at: path, "there is no rto, so nothing is late"))
        }
        if objectives.rpo == nil {
            let message = "there is no rpo, so a failover is never held for the data it would lose"
            findings.append(Finding(.note, .noObjective, at: path, message))
        }
        return findings
    }

    private func bound(of runbook: LintRunbook, _ context: LintContext) -> [Finding] {
        let (plan, scenario) = (context.plan, runbook.scenario)
        guard let bound = RecoveryBound(plan: plan, scenario: scenario, roundTrip: context.facts.roundTrip) else {
            let message = "nothing bounds how long a region may stay failed before this moves the application"
            return [Finding(.note, .failoverBound, at: runbook.path, message)]
        }
        let slow = rto(bound, runbook, plan.objectives) ?? rtoAfterPlannedStop(bound, runbook, plan.objectives)
        return [Finding(.note, .failoverBound, at: runbook.path, text(bound))] + [slow].compactMap { $0 }
    }

    private func text(_ bound: RecoveryBound) -> String {
        let people = bound.waitsForPeople ? ", not counting the time that people take" : ""
        let failover = bound.failover
        return """
            a region that stays failed is failed over within \(failover.commit.tenths) (within \
            \(failover.commitWhenSilent.tenths) if its agents are silent; the verdict takes at most \
            \(failover.verdict.tenths)); the runbook takes at most \(bound.runbook.longest.tenths) more and resolvers up to \
            \(bound.cached.text)\(people); while a leader is there and the target is ready\(plannedStop(failover))
            """
    }

    private func plannedStop(_ bound: FailoverBound) -> String {
        guard bound.commitAfterPlannedStop > bound.commit else { return "" }
        return """
            ; where it fails while a controller whose vote is needed is away by plan, within \
            \(bound.commitAfterPlannedStop.tenths) of that one's return (lease.handover)
            """
    }

    private func rtoAfterPlannedStop(
        _ bound: RecoveryBound,
        _ runbook: LintRunbook,
        _ objectives: Objectives
    ) -> Finding? {
        guard let rto = objectives.rto, bound.longestAfterPlannedStop > rto else { return nil }
        let message = """
            a region that fails while a controller is away by plan may take \(bound.longestAfterPlannedStop.tenths), longer than \
            the RTO of \(rto.text); shorten lease.handover, and end a restart of controllers within it
            """
        return Finding(.warning, .rtoAtRisk, at: runbook.path, message)
    }

    private func rto(_ bound: RecoveryBound, _ runbook: LintRunbook, _ objectives: Objectives) -> Finding? {
        guard let rto = objectives.rto, bound.longest > rto else { return nil }
        if bound.failover.commit > rto {
            let message = """
                an RTO of \(rto.text) cannot be met: the failover alone is only bounded by \(bound.failover.commit.tenths); \
                shorten the times of detection, or lengthen the RTO
                """
            return Finding(.error, .rtoUnreachable, at: runbook.path, message)
        }
        let message = """
            in the worst case recovery takes \(bound.longest.tenths), longer than the RTO of \(rto.text); \
            shorten the steps' time-outs and tries, or lengthen the RTO
            """
        return Finding(.warning, .rtoAtRisk, at: runbook.path, message)
    }
}

extension Duration {
    /// Rounded up to tenths of a second, since a bound must not be rounded down.
    fileprivate var tenths: String {
        Duration.milliseconds((wholeMilliseconds + 99) / 100 * 100).text
    }
}

import Domain

extension FindingCode {
    package static let notPromoted: FindingCode = "not-promoted"
    package static let dnsBeforePromotion: FindingCode = "dns-before-promotion"
}

/// Where data has a standby it must be made to take writes, before clients are led to it.
struct PromotionRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.runbooks.filter { $0.scenario.movesRegion }.flatMap { missing(in: $0, context) + late(in: $0) }
    }

    private func missing(in runbook: LintRunbook, _ context: LintContext) -> [Finding] {
        guard runbook.steps(.postgres(.promote)).isEmpty, runbook.steps(.hook).isEmpty,
            context.plan.checks.contains(where: { $0.uses == CheckKind.postgresReplication.rawValue })
        else { return [] }
        let message = "nothing makes the target's standby take writes; add a postgres.promote step or a hook that does"
        return [Finding(.warning, .notPromoted, at: runbook.path["runbook"], message)]
    }

    private func late(in runbook: LintRunbook) -> [Finding] {
        let promotions = runbook.steps(.postgres(.promote)).map(\.step.id)
        guard let first = promotions.first else { return [] }
        return runbook.steps(.dnsFailover).compactMap { step, path in
            guard runbook.graph.upstream(of: step.id).isDisjoint(with: promotions) else { return nil }
            let message = "clients may come before the standby takes writes; add \(first) to its needs"
            return Finding(.warning, .dnsBeforePromotion, at: path["needs"], message)
        }
    }
}

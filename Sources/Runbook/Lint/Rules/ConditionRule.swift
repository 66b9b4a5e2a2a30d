import Domain

extension FindingCode {
    package static let badCondition: FindingCode = "bad-condition"
}

/// An `if:` must be readable, and what it looks up must be there.
struct ConditionRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.runbooks.flatMap { runbook in
            runbook.steps.flatMap { step, path in findings(of: step, at: path["if"], runbook, context) }
        }
    }

    private func findings(
        of step: Step,
        at path: PlanPath,
        _ runbook: LintRunbook,
        _ context: LintContext
    ) -> [Finding] {
        guard let text = step.condition else { return [] }
        let templates = LintUse.Templates.step(runbook, upstream: runbook.graph.upstream(of: step.id))
        do {
            return try Condition(text).paths.compactMap { $0.finding(in: templates, at: path, context) }
        } catch {
            return [Finding(.error, .badCondition, at: path, error.description)]
        }
    }
}

import Domain

extension FindingCode {
    package static let needsApproval: FindingCode = "needs-approval"
    package static let noVantageCheck: FindingCode = "no-vantage-check"
    package static let tooFewAgents: FindingCode = "too-few-agents"
    package static let degradedMoves: FindingCode = "degraded-moves"
}

/// What must be there before a machine may move an application by itself (DESIGN 3.3).
struct AutomaticRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        let moving = context.runbooks.filter { $0.scenario.movesRegion }
        let automatic = moving.filter { $0.scenario.mode == .automatic }
        return automatic.flatMap { mode(of: $0, context) + verdicts(of: $0) }
            + (moving.isEmpty ? [] : vantageChecks(context)) + (automatic.isEmpty ? [] : agents(context))
    }

    private func mode(of runbook: LintRunbook, _ context: LintContext) -> [Finding] {
        let path = runbook.path["mode"]
        var findings: [Finding] = []
        let vantage = max(0, context.plan.regions.count - 1)
        if vantage < Self.fewestVantageRegions {
            let message = """
                \(vantage) region watches the active one, and one alone cannot tell a failure from its own; \
                add a region with role: witness, or write mode: approval
                """
            findings.append(Finding(.error, .needsApproval, at: path, message))
        }
        if context.plan.fencing == .none {
            let message = "without fencing both regions may write; write mode: approval, or fencing: lease"
            findings.append(Finding(.error, .needsApproval, at: path, message))
        }
        return findings
    }

    private func verdicts(of runbook: LintRunbook) -> [Finding] {
        guard runbook.scenario.when.verdicts.contains(.degraded) else { return [] }
        let message = "a degraded region still serves; moving away from it without a person costs more than it may mend"
        return [Finding(.warning, .degradedMoves, at: runbook.path["when"]["verdict"], message)]
    }

    private func vantageChecks(_ context: LintContext) -> [Finding] {
        guard context.vantageChecks.isEmpty else { return [] }
        let message = """
            no region is ever failed or unreachable, since nobody looks from outside; \
            add a check with critical: true and from: [local, vantage]
            """
        return [Finding(.error, .noVantageCheck, at: LintContext.checks, message)]
    }

    private func agents(_ context: LintContext) -> [Finding] {
        let path = PlanPath.root["regions"]
        guard let agents = context.facts.agents else {
            let message =
                "automatic mode needs \(Self.fewestAgents) agents in every region; which there are is not known here"
            return [Finding(.note, .tooFewAgents, at: path, message)]
        }
        return context.plan.regions.compactMap { region in
            let number = agents.count { $0.region == region.id }
            guard number < Self.fewestAgents else { return nil }
            let message = """
                \(number) of at least \(Self.fewestAgents) agents for automatic mode; \
                start more in \(region.id), or write mode: approval
                """
            return Finding(.error, .tooFewAgents, at: path[region.id], message)
        }
    }

    private static let fewestVantageRegions = 2
    private static let fewestAgents = 2
}

import Decision
import Ports
import Runbook

extension PlanOffer {
    /// What a parser made of an operator's text, judged by what is known of the cluster. A plan with errors is no plan.
    init(_ reading: PlanReading, facts: LintFacts, source: String, reason: String, dryRun: Bool) {
        let judged = reading.plan.map { reading.locate(Lint.findings(in: $0, facts: facts)) } ?? []
        let findings = (reading.findings + judged).sorted()
        let isAcceptable = !findings.contains { $0.finding.severity == .error }
        self.init(
            plan: isAcceptable ? reading.plan : nil,
            findings: findings.map(\.description),
            source: source,
            reason: reason,
            dryRun: dryRun
        )
    }
}

import Domain

extension FindingCode {
    package static let duplicateID: FindingCode = "duplicate-id"
}

/// Two things of one kind must not have one name.
struct DuplicateRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        let plan = context.plan
        let steps = context.runbooks.flatMap { runbook in
            duplicates(runbook.steps.map { ($0.step.id.rawValue, $0.path["id"]) }, noun: "step")
        }
        return steps
            + duplicates(plan.regions.map { ($0.id.rawValue, PlanPath.root["regions"][$0.id]) }, noun: "region")
            + duplicates(plan.checks.map { ($0.id.rawValue, LintContext.checks[$0.id]) }, noun: "check")
            + duplicates(plan.dns.map { ($0.id.rawValue, LintContext.dns[$0.id]) }, noun: "DNS group")
            + duplicates(context.runbooks.map { ($0.scenario.id.rawValue, $0.path) }, noun: "scenario")
    }

    private func duplicates(_ names: [(name: String, path: PlanPath)], noun: String) -> [Finding] {
        var seen: Set<String> = []
        return names.compactMap { name, path in
            guard !seen.insert(name).inserted else { return nil }
            return Finding(
                .error,
                .duplicateID,
                at: path,
                "there is another \(noun) \(name) before this one; rename one"
            )
        }
    }
}

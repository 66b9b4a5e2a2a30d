import Domain

extension FindingCode {
    package static let badName: FindingCode = "bad-name"
}

/// Names must be fit for file names, DNS and certificates, and those that paths are made of must not contain a dot.
struct NameRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        let plan = context.plan
        let (root, scenarios) = (PlanPath.root, PlanPath.root["scenarios"])
        return check(plan.application, at: root["application"])
            + plan.regions.flatMap { check($0.id, at: root["regions"][$0.id]) }
            + plan.checks.flatMap { check($0.id, at: LintContext.checks[$0.id]) }
            + plan.dns.flatMap { check($0.id, at: LintContext.dns[$0.id]) }
            + plan.scenarios.flatMap { check($0.id, at: scenarios[$0.id]) }
            + plan.communications.channels.flatMap { check($0.id, at: root["communications"]["channels"][$0.id]) }
            + context.runbooks.flatMap(\.steps).flatMap { check($0.step.id, at: $0.path["id"], mayHaveDots: false) }
            + plan.regions.flatMap(endpoints)
    }

    private func endpoints(of region: PlannedRegion) -> [Finding] {
        region.endpoints.keys.sorted().flatMap { name in
            check(StepID(name), at: PlanPath.root["regions"][region.id]["endpoints"][name], mayHaveDots: false)
        }
    }

    private func check(_ name: some Identifier, at path: PlanPath, mayHaveDots: Bool = true) -> [Finding] {
        guard name.isWellFormed, mayHaveDots || !name.rawValue.contains(".") else {
            let dot = mayHaveDots ? ", . " : " "
            let message =
                "the name \"\(name)\" must be 1 to 63 letters, digits, -, _\(dot)and begin with a letter or digit"
            return [Finding(.error, .badName, at: path, message)]
        }
        return []
    }
}

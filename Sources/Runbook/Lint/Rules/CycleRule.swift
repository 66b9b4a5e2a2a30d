import Domain

extension FindingCode {
    package static let cycle: FindingCode = "cycle"
}

/// Steps that wait for each other would wait for ever.
struct CycleRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.runbooks.compactMap { runbook in
            guard let cycle = runbook.graph.cycle, let first = cycle.first else { return nil }
            let names = (cycle + [first]).map(\.rawValue).joined(separator: " → ")
            let path = runbook.steps.first { $0.step.id == first }?.path ?? runbook.path
            return Finding(.error, .cycle, at: path["needs"], "steps need each other: \(names); take one need away")
        }
    }
}

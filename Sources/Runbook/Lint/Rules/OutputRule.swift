import Domain

extension FindingCode {
    package static let noOutputs: FindingCode = "no-outputs"
}

/// Only what prints can give outputs, under names that can be looked up.
struct OutputRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.runbooks.flatMap(\.steps).flatMap { step, path in
            step.outputs.isEmpty ? [] : kind(of: step, at: path["outputs"]) + names(of: step, at: path["outputs"])
        }
    }

    private func kind(of step: Step, at path: PlanPath) -> [Finding] {
        guard let kind = StepKind(rawValue: step.action.uses), kind.entry.outputs == .none else { return [] }
        return [Finding(.error, .noOutputs, at: path, "\(kind.rawValue) gives no outputs; take the line away")]
    }

    private func names(of step: Step, at path: PlanPath) -> [Finding] {
        step.outputs.enumerated().filter { !StepID($1).isWellFormed || $1.contains(".") }.map { index, name in
            let message =
                "the output \"\(name)\" must be 1 to 63 letters, digits, - or _, and begin with a letter or digit"
            return Finding(.error, .badName, at: path[index], message)
        }
    }
}

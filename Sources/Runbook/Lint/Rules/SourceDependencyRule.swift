import Domain

extension FindingCode {
    package static let dependsOnSource: FindingCode = "depends-on-source"
}

/// A recovery must not need the region it recovers from (FAILURES F11).
struct SourceDependencyRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.runbooks.filter { $0.scenario.movesRegion }.flatMap { runbook in
            runbook.steps.filter { $0.step.onFailure != .continue }.flatMap { step, path in
                place(of: step, at: path, context) + endpoints(of: step, at: path)
            }
        }
    }

    private func place(of step: Step, at path: PlanPath, _ context: LintContext) -> [Finding] {
        guard step.action.hook != nil, let region = step.action.with.text("region"),
            step.action.with.path("region") == .region(.source) || region == context.plan.home?.rawValue
        else { return [] }
        let message = """
            runs in the region that has failed, and stops the recovery if it cannot; \
            run it in {{target}}, or write on_failure: continue
            """
        return [Finding(.warning, .dependsOnSource, at: path["with"]["region"], message)]
    }

    private func endpoints(of step: Step, at path: PlanPath) -> [Finding] {
        let use = LintUse(StepKind.self, step.action.uses, step.action.with, at: path, templates: .none)
        return use.texts.compactMap { text, path in
            guard let template = try? Template(text), template.paths.contains(where: \.isSourceEndpoint) else {
                return nil
            }
            let message = """
                asks the region that has failed, and stops the recovery if it does not answer; \
                use target.endpoints, or write on_failure: continue
                """
            return Finding(.warning, .dependsOnSource, at: path, message)
        }
    }
}

extension TemplatePath {
    fileprivate var isSourceEndpoint: Bool {
        if case .endpoint(.source, _) = self { true } else { false }
    }
}

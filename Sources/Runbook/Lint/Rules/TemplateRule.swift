import Domain

extension FindingCode {
    package static let badTemplate: FindingCode = "bad-template"
    package static let unknownPath: FindingCode = "unknown-path"
    package static let notUpstream: FindingCode = "not-upstream"
    package static let unknownOutput: FindingCode = "unknown-output"
    package static let unknownEndpoint: FindingCode = "unknown-endpoint"
}

/// Whatever stands in `{{…}}` must have a value when it is looked up.
struct TemplateRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.uses.flatMap { use in
            use.texts.flatMap { text, path in findings(in: text, of: use, at: path, context) }
        }
    }

    private func findings(in text: String, of use: LintUse, at path: PlanPath, _ context: LintContext) -> [Finding] {
        do {
            return try Template(text).paths.compactMap { $0.finding(in: use.templates, at: path, context) }
        } catch {
            return [Finding(.error, .unknownPath, at: path, error.message)]
        }
    }
}

extension TemplatePath {
    /// Why it can have no value at this place of the plan; `nil` if it can.
    func finding(in templates: LintUse.Templates, at place: PlanPath, _ context: LintContext) -> Finding? {
        switch templates {
        case .none: Finding(.error, .badTemplate, at: place, "{{\(self)}} is not filled in here; write the value")
        case .check: inCheck(at: place, context)
        case .step(let runbook, let upstream): inStep(runbook, upstream, at: place, context)
        }
    }

    private func inCheck(at place: PlanPath, _ context: LintContext) -> Finding? {
        switch self {
        case .application, .region(.region): return nil
        case .endpoint(.region, let name): return endpoint(name, at: place, context)
        case .epoch, .execution, .output, .ending, .region(.source), .region(.target), .endpoint(.source, _),
            .endpoint(.target, _):
            let message = "{{\(self)}} has no value in a check; a check knows application, region and region.endpoints"
            return Finding(.error, .unknownPath, at: place, message)
        }
    }

    private func inStep(
        _ runbook: LintRunbook,
        _ upstream: Set<StepID>,
        at place: PlanPath,
        _ context: LintContext
    ) -> Finding? {
        switch self {
        case .application, .epoch, .execution, .region(.source), .region(.target): return nil
        case .endpoint(.source, let name), .endpoint(.target, let name): return endpoint(name, at: place, context)
        case .region(.region), .endpoint(.region, _):
            let message = "{{\(self)}} has no value in a step; write source or target instead of region"
            return Finding(.error, .unknownPath, at: place, message)
        case .output(let id, let name):
            let outputs = runbook.step(id)?.outputs ?? []
            guard runbook.step(id) == nil || outputs.contains(name) else {
                let message = "step \(id) declares no output \(name); add it to its outputs"
                return Finding(.error, .unknownOutput, at: place, message)
            }
            return step(id, runbook, upstream, at: place)
        case .ending(let id, _): return step(id, runbook, upstream, at: place)
        }
    }

    private func step(_ id: StepID, _ runbook: LintRunbook, _ upstream: Set<StepID>, at place: PlanPath) -> Finding? {
        guard runbook.step(id) != nil else {
            return Finding(.error, .unknownStep, at: place, "{{\(self)}}: there is no step \(id) in this runbook")
        }
        guard !upstream.contains(id) else { return nil }
        let message = "{{\(self)}}: step \(id) need not have ended by then; add it to the step's needs"
        return Finding(.error, .notUpstream, at: place, message)
    }

    /// Any region that can serve can become source, target or the region looked at.
    private func endpoint(_ name: String, at place: PlanPath, _ context: LintContext) -> Finding? {
        let without = context.servingRegions.filter { $0.endpoints[name] == nil }.map(\.id.rawValue)
        guard !without.isEmpty else { return nil }
        let message = "{{\(self)}}: no endpoint \(name) in \(without.joined(separator: ", ")); add it under regions"
        return Finding(.error, .unknownEndpoint, at: place, message)
    }
}

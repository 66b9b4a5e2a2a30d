import Domain

/// The runbook of one scenario, with the order of its steps and where they stand.
struct LintRunbook: Sendable {
    let scenario: Scenario
    let path: PlanPath
    let graph: StepGraph

    init(_ scenario: Scenario) {
        self.scenario = scenario
        path = PlanPath.root["scenarios"][scenario.id]
        graph = StepGraph(scenario.runbook)
    }

    var steps: [(step: Step, path: PlanPath)] {
        scenario.runbook.enumerated().map { ($1, path["runbook"][$0]) }
    }

    func steps(_ kind: StepKind) -> [(step: Step, path: PlanPath)] {
        steps.filter { $0.step.action.uses == kind.rawValue }
    }

    func step(_ id: StepID) -> Step? { scenario.runbook.first { $0.id == id } }

    /// The actions of its steps and what undoes them.
    var uses: [LintUse] {
        steps.flatMap { step, path in
            let upstream = graph.upstream(of: step.id)
            let action = LintUse(
                StepKind.self,
                step.action.uses,
                step.action.with,
                at: path,
                templates: .step(self, upstream: upstream)
            )
            let compensation = step.compensation.map { action in
                LintUse(
                    StepKind.self,
                    action.uses,
                    action.with,
                    at: path["compensate"],
                    // What undoes a step knows what the step gave.
                    templates: .step(self, upstream: upstream.union([step.id]))
                )
            }
            return [action] + [compensation].compactMap { $0 }
        }
    }
}

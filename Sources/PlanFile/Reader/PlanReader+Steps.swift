import Domain
import Runbook

extension PlanReader {
    func step(_ tree: Tree, at path: PlanPath) -> Step? {
        guard var section = Section(tree, at: path, self) else { return nil }
        defer { section.refuseUnknownKeys() }
        let id = StepID(section.requiredText("id") ?? "")
        let action = action(&section)
        return Step(
            id: id,
            action: action,
            needs: section.texts("needs").map { StepID($0) },
            condition: section.text("if"),
            timeout: section.duration("timeout") ?? Self.defaultTimeout(of: action),
            retry: retry(&section),
            onFailure: section.choice("on_failure", of: Step.FailurePolicy.self) ?? .stop,
            compensation: compensation(&section),
            outputs: section.texts("outputs")
        )
    }

    private static func defaultTimeout(of action: Action) -> Duration {
        StepKind(rawValue: action.uses)?.entry.defaultTimeout ?? .seconds(60)
    }

    private func action(_ section: inout Section) -> Action {
        Action(uses: section.requiredText("uses") ?? "", with: section.parameters())
    }

    private func compensation(_ step: inout Section) -> Action? {
        guard var section = step.section("compensate") else { return nil }
        defer { section.refuseUnknownKeys() }
        return action(&section)
    }

    private func retry(_ step: inout Section) -> RetryPolicy {
        guard var section = step.section("retry") else { return RetryPolicy() }
        defer { section.refuseUnknownKeys() }
        let defaults = RetryPolicy()
        return RetryPolicy(
            attempts: section.wholeNumber("attempts") ?? defaults.attempts,
            backoff: section.duration("backoff") ?? defaults.backoff,
            longestBackoff: section.duration("longest_backoff") ?? defaults.longestBackoff
        )
    }
}

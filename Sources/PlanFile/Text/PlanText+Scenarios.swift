import Domain

extension PlanText {
    static func outline(of scenario: Scenario) -> Outline {
        .table([
            ("when", outline(of: scenario.when)),
            ("mode", .text(scenario.mode.rawValue)),
            ("failover", .raw(String(scenario.movesRegion))),
            ("runbook", .list(scenario.runbook.map(outline))),
        ])
    }

    private static func outline(of trigger: Trigger) -> Outline {
        var entries: [(key: String, value: Outline)] = [
            ("region", .text("active")),
            ("verdict", .texts(trigger.verdicts.map(\.rawValue))),
            ("checks", .texts(trigger.checks.map(\.rawValue))),
        ]
        if let standing = trigger.standing { entries.append(("for", .duration(standing))) }
        return .table(entries)
    }

    private static func outline(of step: Step) -> Outline {
        var entries: [(key: String, value: Outline)] = [("id", .text(step.id.rawValue))]
        entries += self.entries(of: step.action)
        entries.append(("needs", .texts(step.needs.map(\.rawValue))))
        if let condition = step.condition { entries.append(("if", .text(condition))) }
        entries += [
            ("timeout", .duration(step.timeout)),
            ("retry", outline(of: step.retry)),
            ("on_failure", .text(step.onFailure.rawValue)),
        ]
        if let compensation = step.compensation {
            entries.append(("compensate", .table(self.entries(of: compensation))))
        }
        entries.append(("outputs", .texts(step.outputs)))
        return .table(entries)
    }

    private static func entries(of action: Action) -> [(key: String, value: Outline)] {
        [("uses", .text(action.uses)), ("with", Outline(.table(action.with)))]
    }

    private static func outline(of retry: RetryPolicy) -> Outline {
        .table([
            ("attempts", .raw(String(retry.attempts))),
            ("backoff", .duration(retry.backoff)),
            ("longest_backoff", .duration(retry.longestBackoff)),
        ])
    }
}

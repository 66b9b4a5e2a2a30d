import Domain

/// Executions as lines.
enum ExecutionText {
    static func lines(_ executions: [ExecutionView]) -> [StyledText] {
        executions.isEmpty ? [StyledText("no executions", .faint)] : table(executions).lines()
    }

    static func table(_ executions: [ExecutionView]) -> Table {
        var table = Table("EXECUTION", "STATE", "SCENARIO", "MOVE", "STEPS", "TOOK", "WAITING FOR")
        for execution in executions {
            let done = execution.steps.count { $0.state.isOver }
            table.add(
                StyledText(execution.id.rawValue),
                state(of: execution),
                StyledText("\(execution.scenario) (\(execution.kind.rawValue))"),
                StyledText(move(of: execution)),
                StyledText("\(done)/\(execution.steps.count)"),
                StyledText(execution.took.map(TimeText.short) ?? "–"),
                StyledText(execution.waitingFor.joined(separator: "; "))
            )
        }
        return table
    }

    /// One execution as a small tree of its steps.
    static func lines(_ execution: ExecutionView) -> [StyledText] {
        let steps = execution.steps
        let names = steps.map(\.id.rawValue.count).max() ?? 0
        let kinds = steps.map(\.uses.count).max() ?? 0
        var lines = [heading(execution)]
        for (index, step) in steps.enumerated() {
            let isLast = index == steps.count - 1
            let name = StyledText(step.id.rawValue).padded(to: names)
            let kind = StyledText(step.uses, .faint).padded(to: kinds)
            let branch = StyledText(isLast ? "└─ " : "├─ ", .faint) + step.state.mark + " "
            let ending = ending(of: step)
            lines.append(branch + name + "  " + (ending.isEmpty ? StyledText(step.uses, .faint) : kind + "  " + ending))
            if let undoing = step.undoing { lines.append(StyledText(isLast ? "     ↩ " : "│    ↩ ", .faint) + undoing) }
        }
        return lines + footing(execution)
    }

    /// What an ended execution came to, in one line.
    static func ending(_ execution: ExecutionView) -> StyledText {
        let took = execution.took.map { " in \(TimeText.short($0))" } ?? ""
        let reason = execution.reason.flatMap { $0.isEmpty ? nil : ": \($0)" } ?? ""
        return StyledText("\(execution.id) ") + state(of: execution) + StyledText(took + reason)
    }

    private static func heading(_ execution: ExecutionView) -> StyledText {
        let what = "\(execution.application) · \(execution.scenario) (\(execution.kind.rawValue))"
        let took = execution.took.map { " · \(TimeText.short($0))" } ?? ""
        return StyledText(execution.id.rawValue, .strong)
            + StyledText(" · \(what) · \(move(of: execution)) · epoch \(execution.epoch) · ", .faint)
            + state(of: execution) + StyledText(took, .faint)
    }

    private static func footing(_ execution: ExecutionView) -> [StyledText] {
        let reason = execution.reason.flatMap { $0.isEmpty ? nil : [StyledText($0)] } ?? []
        return reason + execution.waitingFor.map { StyledText("waiting for ", .faint) + StyledText($0) }
    }

    private static func ending(of step: StepView) -> StyledText {
        guard step.state == .waiting else { return step.details.isEmpty ? step.state.text : step.details }
        let needs = step.needs.map(\.rawValue).joined(separator: ", ")
        return step.details.isEmpty ? StyledText(needs.isEmpty ? "" : "after \(needs)", .faint) : step.details
    }

    private static func move(of execution: ExecutionView) -> String {
        execution.source == execution.target
            ? "in \(execution.source)" : "\(execution.source) → \(execution.target)"
    }

    private static func state(of execution: ExecutionView) -> StyledText {
        switch execution.outcome {
        case .succeeded: StyledText("succeeded", .good)
        case .succeededWithFailures: StyledText("succeeded with failures", .warning)
        case .failed: StyledText("failed", .bad)
        case .compensated: StyledText("undone", .bad)
        case .aborted: StyledText("aborted", .bad)
        case nil: openState(of: execution)
        }
    }

    private static func openState(of execution: ExecutionView) -> StyledText {
        switch execution.state {
        case .running: StyledText("running", .accent)
        case .waitingForPerson: StyledText("waits for a person", .warning)
        case .compensating: StyledText("being undone", .warning)
        case .aborting: StyledText("being aborted", .warning)
        case .ended: StyledText("ended")
        }
    }
}

extension StepView.State {
    /// Whether nothing more happens to the step by itself.
    fileprivate var isOver: Bool {
        switch self {
        case .succeeded, .failed, .passedOver, .skipped: true
        case .waiting, .running, .betweenTries, .inDoubt: false
        }
    }
}

import Domain

/// What there is to say of an execution since it was looked at last, as lines that are only ever added to.
struct FollowLog: Hashable, Sendable {
    private struct Known: Hashable, Sendable {
        var state: StepView.State
        var attempt: Int
        var compensation: StepView.State?
        var question: String?
    }

    private var known: [String: Known] = [:]
    private var isBegun = false

    /// Takes the newest view and what hooks have printed since the last one; returns the new lines.
    mutating func take(_ view: ExecutionView, _ output: [OutputLine]) -> [StyledText] {
        var lines: [StyledText] = []
        if !isBegun {
            isBegun = true
            let why = "\(view.scenario) (\(view.kind.rawValue)), \(view.source) → \(view.target), epoch \(view.epoch)"
            lines.append(StyledText("\(view.id)", .strong) + StyledText(" · \(why)", .faint))
        }
        lines += output.map(Self.line)
        for step in view.steps { lines += take(step) }
        return lines
    }

    private mutating func take(_ step: StepView) -> [StyledText] {
        let before = known[step.id.rawValue]
        let now = Known(
            state: step.state,
            attempt: step.attempt,
            compensation: step.compensation,
            question: step.question?.rawValue
        )
        known[step.id.rawValue] = now
        var lines: [StyledText] = []
        let isNews = before.map { ($0.state, $0.attempt, $0.question) != (now.state, now.attempt, now.question) }
        if isNews ?? (now.state != .waiting) {
            let details = step.details.isEmpty ? StyledText() : StyledText(": ") + step.details
            lines.append(step.state.mark + StyledText(" \(step.id) ") + step.state.text + details)
        }
        if let undoing = step.undoing, before?.compensation != now.compensation {
            lines.append(StyledText("↩ \(step.id) ") + undoing)
        }
        return lines
    }

    /// A line that a hook printed.
    static func line(_ line: OutputLine) -> StyledText {
        StyledText("  \(line.step) │ ", .faint) + StyledText(line.text)
    }
}

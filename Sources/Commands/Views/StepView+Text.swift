import Domain

extension StepView.State {
    /// The state in one character.
    var mark: StyledText {
        switch self {
        case .waiting: StyledText("○", .faint)
        case .running: StyledText("●", .accent)
        case .betweenTries: StyledText("↻", .warning)
        case .succeeded: StyledText("✓", .good)
        case .failed: StyledText("✗", .bad)
        case .inDoubt: StyledText("?", .bad)
        case .passedOver: StyledText("–", .faint)
        case .skipped: StyledText("»", .warning)
        }
    }

    var text: StyledText {
        switch self {
        case .waiting: StyledText("waiting", .faint)
        case .running: StyledText("running", .accent)
        case .betweenTries: StyledText("waits for the next try", .warning)
        case .succeeded: StyledText("succeeded", .good)
        case .failed: StyledText("failed", .bad)
        case .inDoubt: StyledText("in doubt", .bad)
        case .passedOver: StyledText("passed over", .faint)
        case .skipped: StyledText("skipped", .warning)
        }
    }
}

extension StepView {
    /// What follows a step's name and state: tries, time, reason, and its question's command.
    var details: StyledText {
        var details: [StyledText] = []
        if attempt > 1 { details.append(StyledText("try \(attempt)")) }
        if let took, took >= .milliseconds(100) { details.append(StyledText(TimeText.short(took), .faint)) }
        if let reason, !reason.isEmpty { details.append(StyledText(reason)) }
        let answer = question.map { "holdfast approve \($0)" }
        // The reason of an approval step names the command itself.
        if let answer, !(reason?.contains(answer) ?? false) { details.append(StyledText(answer, .accent)) }
        return details.joined(", ")
    }

    /// How far its undoing is; `nil` where nothing is undone.
    var undoing: StyledText? {
        compensation.map { state in
            let why = compensationReason.flatMap { $0.isEmpty ? nil : StyledText(": \($0)") } ?? ""
            return StyledText("undo ") + state.text + why
        }
    }
}

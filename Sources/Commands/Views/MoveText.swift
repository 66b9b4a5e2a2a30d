import Domain

/// A move, or what would be moved, as lines.
enum MoveText {
    static func lines(_ move: MoveView) -> [StyledText] {
        let target = move.target?.rawValue ?? "nowhere"
        let title =
            StyledText(move.application.rawValue, .strong)
            + StyledText(": \(move.source) → \(target), epoch \(move.epoch) → \(move.epoch.next)")
        let steps = move.steps.isEmpty ? "no steps" : move.steps.map(\.rawValue).joined(separator: ", ")
        return [title + StyledText(move.isDryRun ? " (nothing is changed)" : "", .faint)]
            + [StyledText("  steps: ", .faint) + StyledText(steps)]
            + (move.loss.map { [StyledText("  loses: ", .faint) + StyledText("at most \($0.summary)")] } ?? [])
            + (move.longestWait.map { [StyledText("  waits: ", .faint) + StyledText(Self.wait($0, for: move))] } ?? [])
            + move.denials.map { StyledText("  denied: ", .bad) + StyledText($0.description) }
    }

    private static func wait(_ wait: Duration, for move: MoveView) -> String {
        "at most \(wait.text) where \(move.source) cannot be heard, for what a restarted controller has left to it"
    }
}

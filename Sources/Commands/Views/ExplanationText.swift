import Domain

/// Why a region is judged as it is, as lines.
enum ExplanationText {
    static func lines(_ view: ExplanationView) -> [StyledText] {
        Array(view.judgements.map { lines($0, view.region) }.joined(separator: [StyledText()]))
    }

    private static func lines(_ judgement: ExplanationView.Judgement, _ region: RegionID) -> [StyledText] {
        let state = judgement.state
        let title =
            StyledText("\(region)", .strong) + StyledText(" for \(judgement.application): ", .faint) + state.judgement
        let role =
            judgement.isActive ? "active now" : state.role == .active ? "at home, not active now" : state.role.rawValue
        let counts =
            StyledText("  \(role) · agents ", .faint) + state.agentCount + StyledText(" · guardians ", .faint)
            + state.guardians(isActive: judgement.isActive)
        return [title, counts] + judgement.evidence.map { StyledText("  - ", .faint) + StyledText($0) }
            + judgement.missing.map { StyledText("  missing: ", .warning) + StyledText($0) }
    }
}

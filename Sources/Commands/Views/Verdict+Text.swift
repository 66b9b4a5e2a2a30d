import Domain

extension Verdict {
    var ink: Ink {
        switch self {
        case .healthy: .good
        case .degraded, .isolated, .unknown: .warning
        case .unreachable, .failed: .bad
        }
    }

    var text: StyledText { StyledText(rawValue, ink) }
}

extension RegionView {
    /// The verdict in effect, and the one that is on its way with its countdown.
    var judgement: StyledText {
        let standing = verdict?.text ?? StyledText("not judged yet", .faint)
        guard let suspected else { return standing }
        let wait = suspectedIn.map { StyledText(" in \(TimeText.short($0))", .faint) } ?? ""
        return standing + StyledText(" → ", .faint) + suspected.text + wait
    }

    /// Heard of expected agents.
    var agentCount: StyledText {
        let ink: Ink = agentsHeard >= agentsExpected ? .plain : agentsHeard == 0 ? .bad : .warning
        return StyledText("\(agentsHeard)/\(agentsExpected)", ink)
    }

    /// Guardians by whether writes are possible.
    func guardians(isActive: Bool) -> StyledText {
        let open = guardiansOpen == 0 ? [] : [StyledText("\(guardiansOpen) open", isActive ? .good : .bad)]
        let fenced = guardiansFenced == 0 ? [] : [StyledText("\(guardiansFenced) fenced", isActive ? .warning : .faint)]
        let all = open + fenced
        return all.isEmpty ? StyledText("–", .faint) : all.joined(", ")
    }
}

import Domain

/// Agents as lines.
enum AgentText {
    static func lines(_ agents: [AgentStateView]) -> [StyledText] {
        guard !agents.isEmpty else { return [StyledText("no agent has ever said hello", .faint)] }
        var table = Table("AGENT", "REGION", "STATE", "HEARD", "CHECKS", "LEASES", "HOOKS", "VERSION")
        for agent in agents {
            table.add(
                StyledText(agent.agent.rawValue),
                StyledText(agent.region.rawValue),
                state(of: agent),
                StyledText(agent.heardAgo.map { "\(TimeText.short($0)) ago" } ?? "never", .faint),
                checks(of: agent),
                leases(of: agent),
                StyledText(agent.hooks.isEmpty ? "–" : agent.hooks.map(\.rawValue).joined(separator: ", ")),
                StyledText(agent.version ?? "–", .faint)
            )
        }
        return table.lines() + agents.flatMap(notes)
    }

    private static func state(of agent: AgentStateView) -> StyledText {
        let connection = agent.isConnected ? StyledText("connected", .good) : StyledText("away", .bad)
        return agent.isDrained ? connection + StyledText(", drained", .warning) : connection
    }

    private static func checks(of agent: AgentStateView) -> StyledText {
        let down = agent.checks.count { $0.status == .down }
        let up = agent.checks.count { $0.status == .up }
        let unknown = agent.checks.count - up - down
        var parts: [StyledText] = []
        if up > 0 { parts.append(StyledText("\(up) up", .good)) }
        if down > 0 { parts.append(StyledText("\(down) down", .bad)) }
        if unknown > 0 { parts.append(StyledText("\(unknown) unknown", .faint)) }
        return parts.isEmpty ? "–" : parts.joined(", ")
    }

    private static func leases(of agent: AgentStateView) -> StyledText {
        guard !agent.leases.isEmpty else { return "–" }
        return agent.leases.map { lease in
            let name = StyledText("\(lease.application) ")
            guard lease.fencedSince == nil else { return name + StyledText("fenced", .faint) }
            let rest = lease.remaining.map { " \(TimeText.short($0)) left" } ?? ""
            let margin = lease.margin > 0 ? StyledText() : StyledText(", margin 0", .warning)
            return name + StyledText("open", .good) + StyledText(rest) + margin
        }.joined(", ")
    }

    /// What somebody has to know about the agent: fences that cannot keep their bound, checks that are down.
    private static func notes(of agent: AgentStateView) -> [StyledText] {
        let defects = agent.fences.compactMap { fence in
            fence.defect.map {
                StyledText("\(agent.agent): ") + StyledText("no grants for \(fence.application): ", .bad)
                    + StyledText($0)
            }
        }
        let down = agent.checks.filter { $0.status == .down }.map { check in
            let duration = check.badFor.map { " for \(TimeText.short($0))" } ?? ""
            return StyledText("\(agent.agent): \(check.application)/\(check.check) of \(check.subject) ")
                + StyledText("down\(duration)", .bad) + StyledText(": \(check.latest.summary)")
        }
        return defects + down
    }
}

/// What is remembered of an agent.
package enum AgentEvent: Hashable, Codable, Sendable {
    case enrolled(agent: AgentID, region: RegionID)
    case drained(agent: AgentID, isDrained: Bool, by: OperatorName, reason: String)
}

extension AgentEvent {
    var author: OperatorName? {
        switch self {
        case .enrolled: nil
        case .drained(_, _, let by, _): by
        }
    }

    var summary: String {
        switch self {
        case .enrolled(let agent, let region): "agent \(agent) of \(region) enrolled"
        case .drained(let agent, let isDrained, let by, let reason):
            "agent \(agent) \(isDrained ? "drained" : "back in use") by \(by): \(reason)"
        }
    }
}

import Domain

extension FindingCode {
    package static let nobodyTold: FindingCode = "nobody-told"
}

/// Somebody must hear of it. (A channel without an address is a missing parameter.)
struct CommunicationRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        let channels = context.plan.communications.channels
        guard !channels.contains(where: { $0.uses != ChannelKind.log.rawValue }) else { return [] }
        let message = """
            \(channels.isEmpty ? "there is no channel" : "a log wakes nobody"), so a failover and a hold happen in silence; \
            add a webhook under communications.channels
            """
        return [Finding(.warning, .nobodyTold, at: PlanPath.root["communications"], message)]
    }
}

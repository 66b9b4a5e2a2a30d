import Domain

/// No move loses more acknowledged writes than the plan's objective, or than the person who ordered it accepted.
struct StatedLoss: Checker {
    let rule = "S6"
    private let setting: Setting
    /// What the order behind the last move accepted.
    private var accepted: [ApplicationID: Duration] = [:]

    init(_ setting: Setting) { self.setting = setting }

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        if case .journalled(let record) = event, case .failover(.epochCommitted(let proposal, _, _)) = record.event {
            accepted[proposal.application] = proposal.cause.order?.mostLoss
        }
        guard case .writesLost(let application, let region, let count, let span) = event,
            span > max(setting.rpo, accepted[application] ?? .zero)
        else { return nil }
        return "\(application) lost \(count) acknowledged writes of \(span.text) when \(region) took over"
    }
}

extension OperatorOrder {
    /// The loss that is accepted at the most; `nil` where nothing was said of it.
    var mostLoss: Duration? { overrides.contains(.unknownLoss) ? .seconds(Int64.max) : acceptedLoss }
}

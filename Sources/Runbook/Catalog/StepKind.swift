/// What a step of a runbook can do.
package enum StepKind: String, Kind {
    case hook
    case postgresPromote = "postgres.promote"
    case dnsFailover = "dns.failover"
    case httpVerify = "http.verify"
    case approval
    case activate
    case notify

    package static let noun = "step"

    package var entry: CatalogEntry {
        switch self {
        case .hook: Self.hookEntry
        case .postgresPromote: Self.postgresPromoteEntry
        case .dnsFailover: Self.dnsFailoverEntry
        case .httpVerify: Self.httpVerifyEntry
        case .approval: Self.approvalEntry
        case .activate: Self.activateEntry
        case .notify: Self.notifyEntry
        }
    }

    /// Whether an agent carries it out, as one of its hooks.
    package var isHook: Bool {
        switch self {
        case .hook, .postgresPromote: true
        case .dnsFailover, .httpVerify, .approval, .activate, .notify: false
        }
    }
}

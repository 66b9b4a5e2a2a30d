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
}

import Domain

/// What a step of a runbook can do.
package enum StepKind: Kind {
    case hook
    /// What an agent does to a database of its host.
    case postgres(DatabaseAction)
    case dnsFailover
    case httpVerify
    case approval
    case activate
    case notify

    package static let noun = "step"

    package static let allCases: [StepKind] =
        [.hook] + DatabaseAction.allCases.map { .postgres($0) }
        + [.dnsFailover, .httpVerify, .approval, .activate, .notify]

    package init?(rawValue: String) {
        guard let kind = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = kind
    }

    package var rawValue: String {
        switch self {
        case .hook: "hook"
        case .postgres(let action): action.name
        case .dnsFailover: "dns.failover"
        case .httpVerify: "http.verify"
        case .approval: "approval"
        case .activate: "activate"
        case .notify: "notify"
        }
    }

    package var entry: CatalogEntry {
        switch self {
        case .hook: Self.hookEntry
        case .postgres(let action): action.entry
        case .dnsFailover: Self.dnsFailoverEntry
        case .httpVerify: Self.httpVerifyEntry
        case .approval: Self.approvalEntry
        case .activate: Self.activateEntry
        case .notify: Self.notifyEntry
        }
    }
}

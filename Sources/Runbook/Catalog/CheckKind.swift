import Domain

/// What a check can look at.
package enum CheckKind: String, Kind {
    case http
    case tcp
    case hook
    case postgres
    case postgresReplication = "postgres.replication"

    package static let noun = "check"

    package var entry: CatalogEntry {
        switch self {
        case .http: Self.httpEntry
        case .tcp: Self.tcpEntry
        case .hook: Self.hookEntry
        case .postgres: Self.postgresEntry
        case .postgresReplication: Self.postgresReplicationEntry
        }
    }

    /// What its figures tell without being asked to.
    package var measure: CheckDefinition.Measure? {
        switch self {
        case .http, .tcp, .hook, .postgres: nil
        case .postgresReplication: .replicationLag
        }
    }

    /// Whether it looks at a database of the agent's own host.
    var looksAtDatabase: Bool {
        switch self {
        case .http, .tcp, .hook: false
        case .postgres, .postgresReplication: true
        }
    }
}

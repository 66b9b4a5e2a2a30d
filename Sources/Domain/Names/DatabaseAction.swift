/// What the agents of a host can do to a database that their own file names: one of their hooks for each.
package enum DatabaseAction: String, Hashable, Sendable, CaseIterable {
    /// A standby becomes a server that takes writes.
    case promote
    /// A server that has lost its place becomes a standby of the one that has taken it.
    case rejoin

    /// What a step of a runbook calls it.
    package var name: String { Self.prefix + rawValue }

    /// The name of the hook that does it.
    package func hook(for database: DatabaseName) -> HookName { HookName("\(name).\(database)") }

    /// How the names of these hooks begin, and no others.
    package static let prefix = "postgres."
}

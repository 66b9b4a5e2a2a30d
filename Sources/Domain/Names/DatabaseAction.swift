/// What the agents of a host can do to a database that their own file names: one of their hooks for each.
package enum DatabaseAction: String, Hashable, Sendable, CaseIterable {
    case promote

    /// The name of the hook that does it.
    package func hook(for database: DatabaseName) -> HookName { HookName("\(Self.prefix)\(rawValue).\(database)") }

    /// How the names of these hooks begin, and no others.
    package static let prefix = "postgres."
}

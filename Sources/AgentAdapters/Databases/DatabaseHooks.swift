import Domain

/// What agents can do to their databases is a hook like any other: this very program is run, with the name of the database. So it
/// has a ledger, a time limit and an inspection, can be ended whatever the server does, and outlives the agent.
package struct DatabaseHooks: Sendable {
    private let program: String
    private let configuration: String

    /// - Parameters:
    ///   - program: the path of the agent's program.
    ///   - configuration: the path of its configuration file.
    package init(program: String, configuration: String) {
        self.program = program
        self.configuration = configuration
    }

    /// One for each database and each action on it.
    package func definitions(for databases: [DatabaseDefinition]) -> [HookDefinition] {
        databases.flatMap { database in
            database.actions.map { action in
                let command = [program, "database", action.rawValue, database.name.rawValue, "--config", configuration]
                return HookDefinition(
                    name: action.hook(for: database.name),
                    argv: command,
                    // The step's own limit counts.
                    timeout: .seconds(24 * 3600),
                    inspect: command + ["--inspect"]
                )
            }
        }
    }
}

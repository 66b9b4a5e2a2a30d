import ArgumentParser

/// `holdfast agents`.
struct AgentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agents",
        abstract: "Lists agents; takes one out of use and back.",
        subcommands: [AgentsListCommand.self, AgentsDrainCommand.self, AgentsUndrainCommand.self],
        defaultSubcommand: AgentsListCommand.self
    )
}

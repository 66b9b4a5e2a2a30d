import ArgumentParser

/// `holdfast agents list`, and `holdfast agents` alone.
struct AgentsListCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists agents with their checks, leases and hooks."
    )

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        guard case .agents(let views) = try await connection.cluster(in: surroundings).ask(.agents).body else {
            throw .otherVersion
        }
        try output.show(views, in: surroundings, as: AgentText.lines(views))
    }
}

import ArgumentParser
import Domain

/// `holdfast agents undrain`.
struct AgentsUndrainCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undrain",
        abstract: "Takes an agent back into use."
    )

    @Argument(help: "Its id, as holdfast agents lists it.") var agent: AgentID
    @OptionGroup var reason: ReasonOptions
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let order = OperatorCommand.drain(agent, isDrained: false, reason: reason.reason)
        try output.confirm(try await connection.cluster(in: surroundings).ask(order), in: surroundings)
    }
}

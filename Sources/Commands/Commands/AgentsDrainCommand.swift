import ArgumentParser
import Domain

/// `holdfast agents drain`.
struct AgentsDrainCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drain",
        abstract: "Takes an agent out of use: it no longer counts as expected."
    )

    @Argument(help: "Its id, as holdfast agents lists it.") var agent: AgentID
    @OptionGroup var reason: ReasonOptions
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let order = OperatorCommand.drain(agent, isDrained: true, reason: reason.reason)
        try output.confirm(try await connection.cluster(in: surroundings).ask(order), in: surroundings)
    }
}

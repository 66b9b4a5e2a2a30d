import ArgumentParser
import Domain

/// `holdfast incidents ack`.
struct IncidentsAckCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ack",
        abstract: "Says that somebody is on it."
    )

    @Argument(help: "Such as INC-1: holdfast incidents lists them.") var incident: IncidentID
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let order = OperatorCommand.acknowledge(incident)
        try output.confirm(try await connection.cluster(in: surroundings).ask(order), in: surroundings)
    }
}

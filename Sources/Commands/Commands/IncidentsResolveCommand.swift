import ArgumentParser
import Domain

/// `holdfast incidents resolve`.
struct IncidentsResolveCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Closes an incident."
    )

    @Argument(help: "Such as INC-1: holdfast incidents lists them.") var incident: IncidentID
    @OptionGroup var reason: ReasonOptions
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let order = OperatorCommand.resolve(incident, reason: reason.reason)
        try output.confirm(try await connection.cluster(in: surroundings).ask(order), in: surroundings)
    }
}

import ArgumentParser
import Domain

/// `holdfast freeze`.
struct FreezeCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze",
        abstract: "Stops everything automatic, and every new move that a person asks for."
    )

    @Argument(help: "By default all.") var application: ApplicationID?
    @OptionGroup var reason: ReasonOptions
    @Option(name: .customLong("for"), help: "How long, for example 2h; by default until unfreeze.")
    var duration: DurationArgument?
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let order = OperatorCommand.freeze(
            application: application,
            reason: reason.reason,
            duration: duration?.duration
        )
        try output.confirm(try await connection.cluster(in: surroundings).ask(order), in: surroundings)
    }
}

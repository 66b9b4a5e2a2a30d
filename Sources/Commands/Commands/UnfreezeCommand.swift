import ArgumentParser
import Domain

/// `holdfast unfreeze`.
struct UnfreezeCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unfreeze",
        abstract: "Lets automatic actions go on."
    )

    @Argument(help: "By default what was frozen as a whole.") var application: ApplicationID?
    @OptionGroup var reason: ReasonOptions
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let order = OperatorCommand.unfreeze(application: application, reason: reason.reason)
        try output.confirm(try await connection.cluster(in: surroundings).ask(order), in: surroundings)
    }
}

import ArgumentParser
import Domain

/// `holdfast controllers cancel`.
struct ControllersCancelCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Gives up the change of controllers that is under way."
    )

    @OptionGroup var reason: ReasonOptions
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let order = OperatorCommand.changeControllers(.cancel, reason: reason.reason)
        try output.confirm(try await connection.cluster(in: surroundings).ask(order), in: surroundings)
    }
}

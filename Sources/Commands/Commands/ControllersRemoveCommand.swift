import ArgumentParser
import Domain

/// `holdfast controllers remove`.
struct ControllersRemoveCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Takes the say from controllers, which then may be stopped."
    )

    @Argument var controllers: [ControllerID]
    @OptionGroup var reason: ReasonOptions
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let order = OperatorCommand.changeControllers(.remove(controllers), reason: reason.reason)
        try output.confirm(try await connection.cluster(in: surroundings).ask(order), in: surroundings)
    }
}

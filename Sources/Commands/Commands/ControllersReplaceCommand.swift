import ArgumentParser
import Domain

/// `holdfast controllers replace`.
struct ControllersReplaceCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replace",
        abstract: "Gives the say of one controller to another that runs already."
    )

    @Argument var old: ControllerID
    @Argument var new: ControllerID
    @OptionGroup var reason: ReasonOptions
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let order = OperatorCommand.changeControllers(.replace(old, with: new), reason: reason.reason)
        try output.confirm(try await connection.cluster(in: surroundings).ask(order), in: surroundings)
    }
}

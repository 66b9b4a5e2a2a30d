import ArgumentParser
import Domain

/// `holdfast controllers add`.
struct ControllersAddCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Gives controllers a say that run already: one, three or five have one."
    )

    @Argument(help: "Controllers that run, each known to every agent.")
    var controllers: [ControllerID]

    @OptionGroup var reason: ReasonOptions
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let order = OperatorCommand.changeControllers(.add(controllers), reason: reason.reason)
        try output.confirm(try await connection.cluster(in: surroundings).ask(order), in: surroundings)
    }
}

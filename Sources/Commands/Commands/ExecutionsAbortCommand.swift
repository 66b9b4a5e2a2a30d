import ArgumentParser
import Domain

/// `holdfast executions abort`.
struct ExecutionsAbortCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "abort",
        abstract: "Starts nothing more of an execution and stops what runs."
    )

    @Argument(help: "Such as printapp-1: holdfast executions lists them.") var execution: ExecutionID
    @OptionGroup var reason: ReasonOptions
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let order = OperatorCommand.abort(execution, reason: reason.reason)
        try output.confirm(try await connection.cluster(in: surroundings).ask(order), in: surroundings)
    }
}

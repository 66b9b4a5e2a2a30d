import ArgumentParser
import Domain

/// `holdfast executions skip`.
struct ExecutionsSkipCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skip",
        abstract: "Goes on without a step that failed or is in doubt."
    )

    @Argument(help: "Such as printapp-1: holdfast executions lists them.") var execution: ExecutionID
    @Argument(help: "Its id in the runbook.") var step: StepID
    @OptionGroup var reason: ReasonOptions
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let order = OperatorCommand.skip(execution, step: step, reason: reason.reason)
        try output.confirm(try await connection.cluster(in: surroundings).ask(order), in: surroundings)
    }
}

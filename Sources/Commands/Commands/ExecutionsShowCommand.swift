import ArgumentParser
import Domain

/// `holdfast executions show`.
struct ExecutionsShowCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows the steps of an execution and what its hooks printed lately."
    )

    @Argument(help: "Such as printapp-1: holdfast executions lists them.") var execution: ExecutionID
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let answer = try await connection.cluster(in: surroundings).ask(.execution(execution, outputFrom: 0))
        guard case .execution(let view, let printed, _)? = answer.body, let body = answer.body else {
            throw .otherVersion
        }
        let space = printed.isEmpty ? [] : [StyledText()]
        let lines = ExecutionText.lines(view) + space + printed.map(FollowLog.line)
        try output.show(UnwrappedView(body), in: surroundings, as: lines)
    }
}

import ArgumentParser
import Domain

/// `holdfast executions follow`.
struct ExecutionsFollowCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow",
        abstract: "Shows an execution as it goes, until it ends; fails if it failed."
    )

    @Argument(help: "Such as printapp-1: holdfast executions lists them.") var execution: ExecutionID
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let cluster = try connection.cluster(in: surroundings)
        let follower = ExecutionFollower(cluster, isSilent: output.output == .json, in: surroundings)
        let view = try await follower.follow(execution)
        if output.output == .json { surroundings.terminal.write(try JSONText.text(of: view) + "\n") }
        guard view.isGood else { throw CommandFailure(.failed, ExecutionText.ending(view).plain) }
    }
}

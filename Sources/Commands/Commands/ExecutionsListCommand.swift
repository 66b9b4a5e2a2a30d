import ArgumentParser

/// `holdfast executions list`, and `holdfast executions` alone.
struct ExecutionsListCommand: RunnableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists executions.")

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let views = try await connection.cluster(in: surroundings).executions()
        try output.show(views, in: surroundings, as: ExecutionText.lines(views))
    }
}

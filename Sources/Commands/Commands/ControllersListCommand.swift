import ArgumentParser

/// `holdfast controllers list`, and `holdfast controllers` alone.
struct ControllersListCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Shows who leads since when, who has a say and who votes, and how far a change of controllers is."
    )

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let (view, failure) = try await connection.cluster(in: surroundings).controllersAndFailure()
        try output.show(view, in: surroundings, as: ControllersText.lines(view))
        if let failure { throw failure }
    }
}

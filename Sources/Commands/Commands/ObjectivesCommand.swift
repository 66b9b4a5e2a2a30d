import ArgumentParser

/// `holdfast objectives`.
struct ObjectivesCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "objectives",
        abstract: "Shows what the loss of each active region would cost now, beside what the plans allow."
    )

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let answer = try await connection.cluster(in: surroundings).ask(.objectives)
        guard case .objectives(let views) = answer.body else { throw .otherVersion }
        try output.show(views, in: surroundings, as: ObjectivesText.lines(views))
    }
}

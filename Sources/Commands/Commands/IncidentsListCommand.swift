import ArgumentParser

/// `holdfast incidents list`, and `holdfast incidents` alone.
struct IncidentsListCommand: RunnableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists open incidents.")

    @Flag(help: "Resolved ones too.") var all = false
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let answer = try await connection.cluster(in: surroundings).ask(.incidents(includeResolved: all))
        guard case .incidents(let views) = answer.body else { throw .otherVersion }
        try output.show(views, in: surroundings, as: IncidentText.lines(views, surroundings.times))
    }
}

import ArgumentParser
import Domain

/// `holdfast explain`: the evidence behind a verdict.
struct ExplainCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Shows why a region is judged as it is, and what is missing for the next verdict."
    )

    @Argument(help: "As the plans call it.") var region: RegionID
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let answer = try await connection.cluster(in: surroundings).ask(.explain(region: region))
        guard case .explanation(let view) = answer.body else { throw .otherVersion }
        try output.show(view, in: surroundings, as: ExplanationText.lines(view))
    }
}

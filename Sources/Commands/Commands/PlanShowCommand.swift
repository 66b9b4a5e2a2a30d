import ArgumentParser
import Domain
import PlanFile

/// `holdfast plan show`.
struct PlanShowCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Prints an applied plan as it was written."
    )

    @Argument(help: "As its plan calls it.") var application: ApplicationID
    @Option(help: "By default the newest.") var version: PlanVersion?
    @Flag(help: "As it is understood: every default written out, the steps that were added too.") var normalised = false
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let view = try await connection.cluster(in: surroundings).plan(of: application, version: version)
        let text = normalised ? PlanText.text(of: view.plan) : view.source
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(text.hasSuffix("\n") ? 1 : 0)
        try output.show(view, in: surroundings, as: lines.map { StyledText($0) })
    }
}

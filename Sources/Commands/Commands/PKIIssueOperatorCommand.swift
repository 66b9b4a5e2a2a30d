import ArgumentParser
import Domain

/// `holdfast pki issue operator`.
struct PKIIssueOperatorCommand: RunnableCommand {
    static let configuration = CommandConfiguration(commandName: "operator", abstract: "For a person who operates.")

    @Argument(help: "Whose actions the journal will bear.") var name: OperatorName
    @OptionGroup var options: IssueOptions

    var output: OutputOptions { options.output }

    func validate() throws {
        guard name.isWellFormed else { throw ValidationError.malformedName }
    }

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        try options.issue(.operator(name), in: surroundings)
    }
}

import ArgumentParser
import Domain

/// `holdfast approve`.
struct ApproveCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Answers a question with yes."
    )

    @Argument(help: "Such as Q-1: holdfast status lists what is asked.") var question: QuestionID
    @Option(help: "Why; for the journal.") var reason = "no reason given"
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let order = OperatorCommand.answer(question, isApproved: true, reason: reason)
        try output.confirm(try await connection.cluster(in: surroundings).ask(order), in: surroundings)
    }
}

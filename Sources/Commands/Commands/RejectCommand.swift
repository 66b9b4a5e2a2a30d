import ArgumentParser
import Domain

/// `holdfast reject`.
struct RejectCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject",
        abstract: "Answers a question with no."
    )

    @Argument(help: "Such as Q-1: holdfast status lists what is asked.") var question: QuestionID
    @Option(help: "Why; for the journal.") var reason = "no reason given"
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let order = OperatorCommand.answer(question, isApproved: false, reason: reason)
        try output.confirm(try await connection.cluster(in: surroundings).ask(order), in: surroundings)
    }
}

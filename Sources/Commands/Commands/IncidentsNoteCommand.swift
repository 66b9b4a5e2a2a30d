import ArgumentParser
import Domain

/// `holdfast incidents note`.
struct IncidentsNoteCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note",
        abstract: "Adds a line to an incident's timeline."
    )

    @Argument(help: "Such as INC-1: holdfast incidents lists them.") var incident: IncidentID
    @Argument(help: "What is to stand in the timeline.") var text: String
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let order = OperatorCommand.note(incident, text: text)
        try output.confirm(try await connection.cluster(in: surroundings).ask(order), in: surroundings)
    }
}

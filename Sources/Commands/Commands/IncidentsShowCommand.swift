import ArgumentParser
import Domain

/// `holdfast incidents show`.
struct IncidentsShowCommand: RunnableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows an incident's timeline.")

    @Argument(help: "Such as INC-1: holdfast incidents lists them.") var incident: IncidentID
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let answer = try await connection.cluster(in: surroundings).ask(.incident(incident))
        guard case .incident(let view) = answer.body else { throw .otherVersion }
        try output.show(view, in: surroundings, as: IncidentText.lines(view, surroundings.times))
    }
}

import ArgumentParser

/// `holdfast incidents`.
struct IncidentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incidents",
        abstract: "Lists incidents; shows, acknowledges, comments and resolves one.",
        subcommands: [
            IncidentsListCommand.self, IncidentsShowCommand.self, IncidentsAckCommand.self, IncidentsNoteCommand.self,
            IncidentsResolveCommand.self,
        ],
        defaultSubcommand: IncidentsListCommand.self
    )
}

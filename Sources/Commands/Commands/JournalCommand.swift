import ArgumentParser

/// `holdfast journal`.
struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Shows what happened; checks, exports and seeds a stopped controller's journal.",
        subcommands: [
            JournalTailCommand.self, JournalVerifyCommand.self, JournalExportCommand.self, JournalImportCommand.self,
        ]
    )
}

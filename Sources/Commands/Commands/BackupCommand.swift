import ArgumentParser

/// `holdfast backup`: groups its commands; without one it takes a backup.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Backs up the whole control plane while it runs.",
        subcommands: [BackupTakeCommand.self, BackupVerifyCommand.self],
        defaultSubcommand: BackupTakeCommand.self
    )
}

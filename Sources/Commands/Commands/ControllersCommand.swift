import ArgumentParser

/// `holdfast controllers`.
struct ControllersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "controllers",
        abstract: "Shows who leads and who has a say; adds, removes and replaces controllers.",
        subcommands: [
            ControllersListCommand.self, ControllersAddCommand.self, ControllersRemoveCommand.self,
            ControllersReplaceCommand.self, ControllersCancelCommand.self,
        ],
        defaultSubcommand: ControllersListCommand.self
    )
}

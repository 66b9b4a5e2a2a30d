import ArgumentParser

/// `holdfast executions`.
struct ExecutionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "executions",
        abstract: "Lists executions; shows, follows and steers one.",
        subcommands: [
            ExecutionsListCommand.self, ExecutionsShowCommand.self, ExecutionsFollowCommand.self,
            ExecutionsAbortCommand.self, ExecutionsRetryCommand.self, ExecutionsSkipCommand.self,
        ],
        defaultSubcommand: ExecutionsListCommand.self
    )
}

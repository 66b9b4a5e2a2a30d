import ArgumentParser

/// The command `holdfast`.
struct HoldfastCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "holdfast",
        abstract: "Runs your disaster recovery plan: what is, what happens, what to do.",
        discussion: """
            Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused by a safety rule, 4 no quorum, no leader or no \
            controller.
            """,
        groupedSubcommands: [
            CommandGroup(
                name: "See",
                subcommands: [
                    StatusCommand.self, ExplainCommand.self, AgentsCommand.self, ObjectivesCommand.self,
                    ControllersCommand.self, JournalCommand.self,
                ]
            ),
            CommandGroup(name: "Plan", subcommands: [PlanCommand.self, DNSCommand.self]),
            CommandGroup(
                name: "Act",
                subcommands: [
                    FailoverCommand.self, SwitchoverCommand.self, FailbackCommand.self, ApproveCommand.self,
                    RejectCommand.self, FreezeCommand.self, UnfreezeCommand.self, DeclareCommand.self,
                ]
            ),
            CommandGroup(name: "Follow up", subcommands: [IncidentsCommand.self, ExecutionsCommand.self]),
            CommandGroup(
                name: "Set up",
                subcommands: [PKICommand.self, BackupCommand.self, RestoreCommand.self, BreakGlassCommand.self]
            ),
        ]
    )
}

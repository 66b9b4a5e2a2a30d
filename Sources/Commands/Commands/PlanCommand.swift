import ArgumentParser

/// `holdfast plan`.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Checks, applies, compares and shows plans.",
        subcommands: [PlanLintCommand.self, PlanApplyCommand.self, PlanDiffCommand.self, PlanShowCommand.self]
    )
}

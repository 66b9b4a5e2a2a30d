import ArgumentParser

/// `holdfast switchover`.
struct SwitchoverCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "switchover",
        abstract: "Moves an application as planned, between regions that are well."
    )

    @OptionGroup var options: MoveOptions

    var output: OutputOptions { options.output }

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        try await options.run(.switchover, in: surroundings)
    }
}

import ArgumentParser

/// `holdfast failback`.
struct FailbackCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "failback",
        abstract: "Moves an application back to its home region."
    )

    @OptionGroup var options: MoveOptions

    var output: OutputOptions { options.output }

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        try await options.run(.failback, in: surroundings)
    }
}

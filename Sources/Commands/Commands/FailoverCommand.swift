import ArgumentParser

/// `holdfast failover`.
struct FailoverCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "failover",
        abstract: "Moves an application away from a region that failed."
    )

    @OptionGroup var options: MoveOptions

    var output: OutputOptions { options.output }

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        try await options.run(.failover, in: surroundings)
    }
}

import ArgumentParser

/// A command that does something; the others only group commands.
protocol RunnableCommand: ParsableCommand {
    var output: OutputOptions { get }

    func run(in surroundings: Surroundings) async throws(CommandFailure)
}

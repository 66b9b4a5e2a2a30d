import ArgumentParser

/// `holdfast status`: the whole cluster on one screen.
struct StatusCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows the leader, applications, regions, and what is open."
    )

    @Flag(help: "Stay and show every change; q ends it.")
    var watch = false

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !watch || output.output == .text else {
            throw ValidationError("--watch is for people: leave out --output json")
        }
    }

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let cluster = try connection.cluster(in: surroundings)
        if watch { return try await StatusWatch(cluster, in: surroundings).run() }
        let (view, failure) = try await cluster.statusAndFailure()
        try output.show(view, in: surroundings, as: StatusText.lines(view))
        if let failure { throw failure }
    }
}

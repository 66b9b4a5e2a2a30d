import ArgumentParser
import Domain

/// `holdfast declare`.
struct DeclareCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "declare",
        abstract: "After a restore: says where an application is active, so that leases are granted again.",
        discussion: """
            Look before you answer: where do customers' writes go now, where is the newest data? Nothing is moved by the \
            answer; the other region is not granted anything, and DNS is set right.
            """
    )

    @Argument(help: "As its plan calls it.") var application: ApplicationID
    @Option(help: ArgumentHelp("The region in which it is active.", valueName: "region")) var active: RegionID
    @OptionGroup var reason: ReasonOptions
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let order = OperatorCommand.declare(application: application, active: active, reason: reason.reason)
        try output.confirm(try await connection.cluster(in: surroundings).ask(order), in: surroundings)
    }
}

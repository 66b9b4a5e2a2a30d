import ArgumentParser
import Domain

/// `holdfast dns adopt`.
struct DNSAdoptCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt",
        abstract: "Takes DNS records over, as they are now, so that failovers may change them."
    )

    @Argument(help: "As its plan calls it.") var application: ApplicationID
    @Argument(help: "The group of records in the plan.") var group: DNSGroupID
    @Option(
        name: .customLong("override"),
        help: "The fingerprint of the foreign state that is accepted, as the refusal shows it."
    )
    var fingerprint: String?
    @OptionGroup var reason: ReasonOptions
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        let order = OperatorCommand.adoptDNS(
            application: application,
            group: group,
            override: fingerprint,
            reason: reason.reason
        )
        try output.confirm(try await connection.cluster(in: surroundings).ask(order), in: surroundings)
    }
}

import ArgumentParser
import Domain

/// `holdfast pki issue agent`.
struct PKIIssueAgentCommand: RunnableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agent",
        abstract: "For an agent on a host of a region."
    )

    @Argument(help: "As the plans call it.") var region: RegionID
    @Argument(help: "Its id, as agent.yaml will say it.") var agent: AgentID
    @OptionGroup var options: IssueOptions

    var output: OutputOptions { options.output }

    func validate() throws {
        guard region.isWellFormed, agent.isWellFormed else { throw ValidationError.malformedName }
    }

    func run(in surroundings: Surroundings) async throws(CommandFailure) {
        try options.issue(.agent(region: region, id: agent), in: surroundings)
    }
}

extension ValidationError {
    static let malformedName = ValidationError(
        "a name is 1 to 63 letters, digits, '-', '_' or '.', beginning with a letter or digit"
    )
}

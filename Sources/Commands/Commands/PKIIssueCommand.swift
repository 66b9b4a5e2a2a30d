import ArgumentParser

/// `holdfast pki issue`.
struct PKIIssueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: "Issues a certificate with a new key.",
        subcommands: [PKIIssueAgentCommand.self, PKIIssueControllerCommand.self, PKIIssueOperatorCommand.self]
    )
}

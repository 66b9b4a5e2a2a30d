import ArgumentParser

/// `holdfast pki`: the cluster's own authority, without a controller.
struct PKICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pki",
        abstract: "Issues and revokes the certificates of a cluster.",
        subcommands: [
            PKIInitCommand.self, PKIIssueCommand.self, PKIRevokeCommand.self, PKIListCommand.self,
            PKIRevocationListCommand.self,
        ]
    )
}

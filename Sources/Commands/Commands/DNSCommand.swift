import ArgumentParser

/// `holdfast dns`.
struct DNSCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dns",
        abstract: "Takes DNS records over.",
        subcommands: [DNSAdoptCommand.self]
    )
}

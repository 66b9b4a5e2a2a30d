import AgentAdapters
import ArgumentParser
import ConfigurationFile
import Domain
import Foundation
import Ports

/// holdfast-agent database: what the agent's own hooks do to databases of its host, also by hand.
struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database",
        abstract: "Acts on a database of this host, as steps of a runbook do.",
        subcommands: [PromoteCommand.self]
    )
}

struct PromoteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promote",
        abstract: "Makes a standby a server that takes writes, and has it take one."
    )

    @Argument(help: "The name of the database in the configuration file.")
    var database: String

    @Option(help: "The configuration file.")
    var config: String

    @Flag(help: "Only say whether it is done: exit code 0 if it is, 1 if it is not, 3 if nobody can tell.")
    var inspect = false

    func run() async throws {
        let file = try ConfigurationFile.read(AgentConfiguration.self, from: config)
        guard let named = try file.databaseDefinitions.first(where: { $0.name.rawValue == database }) else {
            throw PortError(.rejected, "\(config) names no database \(database)")
        }
        let environment = ProcessInfo.processInfo.environment
        let promotion = try DatabasePromotion(
            of: named,
            by: environment["HOLDFAST_EXECUTION"].map { ExecutionID($0) },
            noting: file.stateDirectory.path,
            environment: environment,
            print: { line in
                // Whoever reads it as it comes waits for it.
                FileHandle.standardOutput.write(Data((line + "\n").utf8))
            }
        )
        guard inspect else { return try promotion.run() }
        switch promotion.isDone() {
        case true?: return
        case false?: throw ExitCode(1)
        case nil: throw ExitCode(3)
        }
    }
}

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
        commandName: DatabaseAction.promote.rawValue,
        abstract: "Makes a standby a server that takes writes, and has it take one."
    )

    @Argument(help: "The name of the database in the configuration file.")
    var database: String

    @Option(help: "The configuration file.")
    var config: String

    @Flag(help: "Only say whether it is done: exit code 0 if it is, 1 if it is not, 3 if nobody can tell.")
    var inspect = false

    func run() async throws {
        // It goes on when whoever reads along is gone.
        signal(SIGPIPE, SIG_IGN)
        guard inspect else { return try promotion().run() }
        do {
            if let isDone = try promotion().isDone() { throw ExitCode(isDone ? 0 : 1) }
        } catch let error as PortError {
            Self.say(error.message)
        }
        throw ExitCode(3)
    }

    private func promotion() throws -> DatabasePromotion {
        let file = try ConfigurationFile.read(AgentConfiguration.self, from: config)
        guard let named = try file.databaseDefinitions.first(where: { $0.name.rawValue == database }) else {
            throw PortError(.rejected, "\(config) names no database \(database)")
        }
        let environment = ProcessInfo.processInfo.environment
        return try DatabasePromotion(
            of: named,
            for: HookOrigin(environment),
            noting: AgentDirectories(state: file.stateDirectory.path, runtime: file.runtimeDirectory.path),
            environment: environment,
            print: Self.say
        )
    }

    /// At once, because whoever reads along waits for it; and to nobody, if nobody does.
    private static func say(_ line: String) {
        var text = line + "\n"
        text.withUTF8 { _ = write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
}

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
        subcommands: [PromoteCommand.self, RejoinCommand.self]
    )
}

struct PromoteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: DatabaseAction.promote.rawValue,
        abstract: "Makes a standby a server that takes writes, and has it take one."
    )

    @OptionGroup var work: DatabaseWork

    func run() async throws {
        try await work.run { database, origin, directories, environment in
            let promotion = try DatabasePromotion(
                of: database,
                for: origin,
                noting: directories,
                environment: environment,
                print: DatabaseWork.say
            )
            return (promotion.isDone, { try promotion.run() })
        }
    }
}

struct RejoinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: DatabaseAction.rejoin.rawValue,
        abstract: "Makes a server a standby of the one that has taken its place."
    )

    @OptionGroup var work: DatabaseWork

    func run() async throws {
        try await work.run { database, origin, directories, environment in
            let rejoin = try DatabaseRejoin(
                of: database,
                for: origin,
                knowing: directories,
                environment: environment,
                print: DatabaseWork.say
            )
            return (rejoin.isDone, rejoin.run)
        }
    }
}

/// What all of them have in common.
struct DatabaseWork: ParsableArguments {
    @Argument(help: "The name of the database in the configuration file.")
    var database: String

    @Option(help: "The configuration file.")
    var config: String

    @Flag(help: "Only say whether it is done: exit code 0 if it is, 1 if it is not, 3 if nobody can tell.")
    var inspect = false

    typealias Deed = (isDone: () -> Bool?, run: () async throws -> Void)

    func run(
        _ prepare: (DatabaseDefinition, HookOrigin?, AgentDirectories, [String: String]) throws -> Deed
    ) async throws {
        // It goes on when whoever reads along is gone.
        signal(SIGPIPE, SIG_IGN)
        guard inspect else { return try await deed(prepare).run() }
        do {
            if let isDone = try deed(prepare).isDone() { throw ExitCode(isDone ? 0 : 1) }
        } catch let error as PortError {
            Self.say(error.message)
        }
        throw ExitCode(3)
    }

    private func deed(
        _ prepare: (DatabaseDefinition, HookOrigin?, AgentDirectories, [String: String]) throws -> Deed
    ) throws -> Deed {
        let file = try ConfigurationFile.read(AgentConfiguration.self, from: config)
        guard let named = try file.databaseDefinitions.first(where: { $0.name.rawValue == database }) else {
            throw PortError(.rejected, "\(config) names no database \(database)")
        }
        let environment = ProcessInfo.processInfo.environment
        let directories = AgentDirectories(state: file.stateDirectory.path, runtime: file.runtimeDirectory.path)
        return try prepare(named, HookOrigin(environment), directories, environment)
    }

    /// At once, because whoever reads along waits for it; and to nobody, if nobody does.
    static func say(_ line: String) {
        var text = line + "\n"
        text.withUTF8 { _ = write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
}

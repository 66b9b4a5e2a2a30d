import Agent
import AgentAdapters
import ArgumentParser
import ConfigurationFile
import Domain
import Foundation
import LineTransport
import Logging
import Ports
import Process
import SystemClock
import Systemd
import TLS

@main
struct AgentProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "holdfast-agent",
        abstract: "Runs checks, holds write leases and runs hooks on one host.",
        subcommands: [GuardCommand.self, DatabaseCommand.self],
        defaultSubcommand: GuardCommand.self
    )

    static func main() async { await runToTheEnd() }
}

/// holdfast-agent: checks, reports, and guards what may be written on this host.
struct GuardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guard",
        abstract: "Checks, reports, and guards what may be written on this host."
    )

    @Option(help: "The configuration file.")
    var config: String

    @Flag(help: "Close, when its lease has ended, what an agent that died has left open; for ExecStopPost.")
    var fenceExpired = false

    @Flag(help: "With --fence-expired: close at once, whatever leases there are.")
    var atOnce = false

    @Flag(help: "Close what is not under a lease; for the host's start.")
    var fenceAtBoot = false

    func run() async throws {
        LoggingSystem.bootstrapHoldfast()
        let logger = Logger(label: "holdfast-agent")
        // What a dead agent left open is closed by whatever the file still says of its fences.
        let isClosing = fenceExpired || fenceAtBoot
        let file = try ConfigurationFile.read(
            AgentConfiguration.self,
            from: config,
            unknownKeys: isClosing ? .ignored : .refused
        )
        let directories = AgentDirectories(state: file.stateDirectory.path, runtime: file.runtimeDirectory.path)
        let fences = try file.makeFences(supervision: file.supervision, logger: logger)
        if fenceAtBoot {
            await OrphanedFences(directories, fences: fences, log: logger).closeAtBoot()
        } else if fenceExpired {
            await close(OrphanedFences(directories, fences: fences, log: logger))
        } else {
            try await work(file, directories, fences, logger)
        }
    }

    private var ownPath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }

    private func close(_ orphans: OrphanedFences) async {
        if atOnce { await orphans.closeNow() } else { _ = await orphans.closeAtDeadlines() }
    }

    private func work(
        _ file: AgentConfiguration,
        _ directories: AgentDirectories,
        _ fences: [any Fence],
        _ logger: Logger
    ) async throws {
        try file.tls.require(.agent(region: file.region, id: file.id), of: file.cluster)
        let memory = GuardianMemoryOnDisk(directories)
        let recollection = try await memory.recall()
        let databases = try file.databaseDefinitions
        let databaseHooks = DatabaseHooks(program: ownPath, configuration: URL(filePath: config).path)
        let hooks = try await LocalHookRunner(
            definitions: try file.hookDefinitions + databaseHooks.definitions(for: databases),
            ledger: file.stateDirectory.path + "/hooks",
            log: logger
        )
        let hello = AgentHello(
            process: recollection.process,
            version: "0.1.0",
            hooks: hooks.hooks,
            fences: fences.map(\.description),
            ledger: hooks.ledger
        )
        for fence in hello.fences {
            if let defect = fence.defect { logger.error("fence cannot be used", metadata: ["reason": "\(defect)"]) }
        }
        let tls = ReloadableTLS(try TLSContext(file.tls.mutualTLS))
        logger.warn(of: tls)
        let client = AgentClient(
            AgentClient.Configuration(cluster: file.cluster, controllers: try file.controllerAddresses),
            tls: tls,
            clock: SystemTime(),
            random: SystemRandomNumberGenerator(),
            logger: logger,
            hello: { hello }
        )
        let status = StatusServer()
        let notifier = ServiceNotifier()
        let agent = Agent(
            id: file.id,
            region: file.region,
            recollection: recollection,
            ports: AgentPorts(
                time: SystemTime(),
                link: client,
                checks: LocalCheckRunner(
                    hooks: try file.hookDefinitions,
                    databases: databases,
                    environment: ProcessInfo.processInfo.environment
                ),
                fences: fences,
                hooks: hooks,
                memory: memory,
                status: status,
                supervisor: SystemdSupervisor(notifier)
            ),
            logger: logger
        )
        let page = try file.statusAddress
        client.connect()
        try await untilStopped(
            run: {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await agent.run() }
                    group.addTask {
                        try await status.run(address: page.host, port: page.port)
                    }
                    try await group.next()
                    group.cancelAll()
                }
            },
            reload: {
                _ = try client.reloadTLS()
                logger.warn(of: tls)
            },
            logger: logger
        )
        notifier.stopping()
        await agent.sayBye(backWithin: .seconds(60))
        await client.close()
    }
}

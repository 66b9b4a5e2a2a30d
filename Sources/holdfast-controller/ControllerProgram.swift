import ArgumentParser
import ConfigurationFile
import Controller
import Decision
import Domain
import LineTransport
import Logging
import PlanFile
import Ports
import Process
import Providers
import SystemClock
import Systemd
import TLS
import WebProbe

/// holdfast-controller: watches, votes, and as leader acts.
@main
struct ControllerProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "holdfast-controller",
        abstract: "Watches the regions, agrees on failures, runs the recovery."
    )

    @Option(help: "The configuration file.")
    var config: String

    static func main() async { await runToTheEnd() }

    func run() async throws {
        LoggingSystem.bootstrapHoldfast()
        let logger = Logger(label: "holdfast-controller")
        let file = try ConfigurationFile.read(ControllerConfiguration.self, from: config)
        try file.tls.require(.controller(file.id), of: file.cluster)
        let tls = ReloadableTLS(try TLSContext(file.tls.mutualTLS))
        logger.warn(of: tls)
        let store = try ControllerStore.open(file, logger: logger)
        guard let address = NetworkAddress(file.listen) else {
            throw PortError(.rejected, "\(config): listen: \(file.listen) is not an address: \(NetworkAddress.mend)")
        }
        let server = try await AgentServer.listen(
            AgentServer.Configuration(cluster: file.cluster, host: address.host, port: address.port),
            tls: tls,
            clock: SystemTime(),
            logger: logger
        )
        let supervisor = SystemdServiceManager()
        let notifiers = ChannelNotifierFactory(time: SystemTime(), logger: logger)
        let controller = Controller(
            settings: ControllerSettings(
                id: file.id,
                region: file.region,
                address: file.advertise ?? address.reachable?.description,
                mostSimultaneousFailovers: file.mostSimultaneousFailovers ?? 5,
                effectWindow: file.effectWindow?.value ?? ControllerSettings.defaultEffectWindow,
                deadMan: file.deadMan.map { DeadMan(url: $0.url, every: $0.every.value) }
            ),
            ports: ControllerPorts(
                time: SystemTime(),
                store: store.port,
                gateway: server,
                plans: PlanFile(),
                dns: RFC2136ProviderFactory(time: SystemTime()),
                notifiers: notifiers,
                web: NetworkWebProbe(),
                backups: store.backups,
                supervisor: supervisor
            ),
            logger: logger
        )
        logger.notice("listening", metadata: ["address": "\(address.host):\(server.port)"])
        try await untilStopped(
            run: { try await store.run { try await controller.run() } },
            stop: {
                supervisor.stopping()
                await controller.leave()
            },
            reload: {
                _ = try server.reloadTLS()
                logger.warn(of: tls)
            },
            logger: logger
        )
        await server.close()
        try await notifiers.shutDown()
        try await store.close()
    }
}

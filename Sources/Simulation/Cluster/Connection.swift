import Domain
import Ports

/// One connection between an agent and a controller. What is sent while a path is cut is lost; when that lasts, both ends give up.
final class Connection {
    let id: ConnectionID
    let agent: AgentWire
    let gateway: SimulatedGateway
    private unowned let world: World
    private var isBroken = false
    /// The gateway takes no report that is older than one it has had (DESIGN 4.1).
    private var newestReport: ReportNumber = 0
    private var lastHeard: Instant

    init(_ id: ConnectionID, agent: AgentWire, gateway: SimulatedGateway, world: World) {
        self.id = id
        self.agent = agent
        self.gateway = gateway
        self.world = world
        lastHeard = world.scheduler.now
        watch()
    }

    var identity: PeerIdentity { .agent(region: agent.host.region, id: agent.host.id) }
    private var agentSite: Site { .region(agent.host.region) }

    // MARK: Messages

    func carry(_ message: AgentMessage) {
        world.network.carry(from: agentSite, to: gateway.host.site) {
            guard !self.isBroken else { return }
            // Whoever sends to a process that is gone is told so by its host.
            guard self.gateway.isOpen else { return self.controllerGone() }
            guard self.isNews(message) else { return }
            self.lastHeard = self.world.scheduler.now
            self.gateway.receive(message, on: self)
        }
    }

    private func isNews(_ message: AgentMessage) -> Bool {
        guard case .report(let report) = message else { return true }
        guard report.number > newestReport else { return false }
        newestReport = report.number
        return true
    }

    func carry(_ message: ControllerMessage) {
        world.network.carry(from: gateway.host.site, to: agentSite) {
            if isPlanted(.answersToPredecessorsCount) { return self.agent.host.link?.receive(message, on: self) ?? () }
            guard !self.isBroken else { return }
            self.agent.receive(message, on: self)
        }
    }

    // MARK: The end

    /// A peer that is not heard for long is given up.
    private func watch() {
        world.scheduler.at(lastHeard + Self.patience) {
            guard !self.isBroken else { return }
            guard self.world.scheduler.now - self.lastHeard >= Self.patience else { return self.watch() }
            self.end("not heard for \(Self.patience.text)")
        }
    }

    private static var patience: Duration { .seconds(10) }

    private func end(_ reason: String) {
        guard !isBroken else { return }
        isBroken = true
        agent.lost(self, reason: reason)
        gateway.lost(self, reason: reason)
    }

    /// The agent's host closes the connection, if it can still say so; else the controller finds out by the silence.
    func agentGone() {
        world.network.carry(from: agentSite, to: gateway.host.site) { self.end("closed by the agent") }
    }

    func controllerGone() {
        world.network.carry(from: gateway.host.site, to: agentSite) { self.end("closed by the controller") }
    }

    /// A newer connection of the same agent has come.
    func replaced() { end("replaced by a newer connection") }
}

import Domain
import Ports

/// An agent process's connections to all controllers, each made anew after a pause when it breaks.
final class AgentWire: ControllerLink, @unchecked Sendable {
    let events: AsyncStream<ControllerLinkEvent>
    let hello: AgentHello
    let host: AgentHost
    let process: SimulatedProcess
    private let input: AsyncStream<ControllerLinkEvent>.Continuation
    private unowned let world: World
    private var connections: [ControllerID: Connection] = [:]
    private var diary = CheckDiary()

    init(of host: AgentHost, hello: AgentHello, process: SimulatedProcess, world: World) {
        self.host = host
        self.hello = hello
        self.process = process
        self.world = world
        (events, input) = AsyncStream.makeStream()
    }

    private var site: Site { .region(host.region) }

    func connectToAll() {
        for controller in world.controllers { connect(to: controller) }
    }

    private func connect(to controller: ControllerHost) {
        world.scheduler.after(world.reconnectPause()) {
            guard self.process.isAlive else { return }
            guard self.process.isRunning, self.world.network.canTalk(self.site, controller.site),
                let gateway = controller.gateway
            else { return self.connect(to: controller) }
            self.establish(Connection(self.world.nextConnection(), agent: self, gateway: gateway, world: self.world))
        }
    }

    private func establish(_ connection: Connection) {
        let controller = connection.gateway.host.id
        connections[controller] = connection
        connection.gateway.accept(connection)
        input.yield(.connected(controller))
    }

    /// The connection has broken; another is tried.
    func lost(_ connection: Connection, reason: String) {
        let controller = connection.gateway.host
        guard process.isAlive, connections[controller.id] === connection else { return }
        connections[controller.id] = nil
        input.yield(.disconnected(controller.id, reason: reason))
        connect(to: controller)
    }

    /// The process is gone, and the other ends notice.
    func drop() {
        for controller in connections.keys.sorted() { connections[controller]?.agentGone() }
        connections = [:]
        input.finish()
    }

    func receive(_ message: ControllerMessage, on connection: Connection) {
        guard process.isAlive,
            connections[connection.gateway.host.id] === connection || isPlanted(.answersToPredecessorsCount)
        else { return }
        input.yield(.received(connection.gateway.host.id, message))
    }

    private func note(_ report: AgentReport) {
        for (check, good) in diary.take(report, at: world.scheduler.now) {
            world.happen(.cameUp(check.check, of: check.subject, by: host.id, after: good))
        }
    }

    func send(_ message: AgentMessage, to controller: ControllerID?) {
        guard process.isAlive else { return }
        if case .report(let report) = message { note(report) }
        for id in controller.map({ [$0] }) ?? connections.keys.sorted() {
            connections[id]?.carry(message)
        }
    }
}

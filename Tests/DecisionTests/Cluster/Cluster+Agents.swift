import Decision
import Domain

/// The hosts: what happens to them, and what their agents' machines order.
extension Cluster {
    func addAgent(_ id: AgentID, in region: RegionID, guarding application: ApplicationID? = "app") {
        let agent = SimulatedAgent(id: id, region: region, guarding: application)
        agents[id] = agent
        start(agent)
    }

    private func start(_ agent: SimulatedAgent) {
        agent.start(at: now)
        tell(agent, .started)
        connect(agent)
    }

    func connect(_ agent: SimulatedAgent) {
        guard isControllerUp, agent.isUp, !cutOff.contains(agent.region), !deaf.contains(agent.region),
            !agent.isConnected
        else { return }
        agent.isConnected = true
        handle(.agentConnected(agent.id, agent.region))
        handle(.agentSaid(agent.id, agent.region, .hello(agent.hello)))
        tell(agent, .connected("c1"))
    }

    /// Power loss: services and agents are gone at once.
    func kill(_ region: RegionID) {
        serving.remove(region)
        for agent in agents.values where agent.region == region {
            agent.kill()
            disconnect(agent)
        }
    }

    /// One host is gone; its region runs on.
    func kill(agent id: AgentID) {
        guard let agent = agents[id] else { return }
        agent.kill()
        disconnect(agent)
    }

    func revive(agent id: AgentID) {
        if let agent = agents[id] { start(agent) }
    }

    func revive(_ region: RegionID) {
        serving.insert(region)
        for agent in agents.values.sorted(by: { $0.id < $1.id }) where agent.region == region { start(agent) }
    }

    /// The controller hears nobody there; the region itself is well, and is seen.
    func deafen(to region: RegionID) {
        deaf.insert(region)
        for agent in agents.values where agent.region == region { disconnect(agent) }
    }

    func hear(_ region: RegionID) {
        deaf.remove(region)
        for agent in agents.values.sorted(by: { $0.id < $1.id }) where agent.region == region { connect(agent) }
    }

    /// The region runs on, but nobody reaches it.
    func isolate(_ region: RegionID) {
        cutOff.insert(region)
        serving.remove(region)
        for agent in agents.values where agent.region == region { disconnect(agent) }
    }

    func rejoin(_ region: RegionID) {
        cutOff.remove(region)
        serving.insert(region)
        for agent in agents.values.sorted(by: { $0.id < $1.id }) where agent.region == region { connect(agent) }
    }

    /// Somebody opened the closed fence of an agent's host behind its back.
    func findFenceOpen(of id: AgentID) {
        if let agent = agents[id] { tell(agent, .fenceClosedAgain("app", .wasOpen)) }
    }

    private func disconnect(_ agent: SimulatedAgent) {
        agent.isConnected = false
        handle(.agentDisconnected(agent.id))
    }

    func tell(_ agent: SimulatedAgent, _ event: AgentMachine.Event) {
        guard agent.isUp else { return }
        for effect in agent.handle(event, at: now) { carryOut(effect, for: agent) }
    }

    private func carryOut(_ effect: AgentMachine.Effect, for agent: SimulatedAgent) {
        let life = agent.life
        func later(_ delay: Duration, _ event: @escaping () -> AgentMachine.Event) {
            after(delay) { if agent.life == life { self.tell(agent, event()) } }
        }
        switch effect {
        case .run(let key, let check):
            later(.milliseconds(20)) { .checkEnded(key, self.observe(check, from: agent.region)) }
        case .send(let message, _):
            guard agent.isConnected, !cutOff.contains(agent.region) else { return }
            after(.milliseconds(10)) { self.handle(.agentSaid(agent.id, agent.region, message)) }
        case .remember(let seen): agent.remember(seen)
        case .bequeath: break
        case .close(let application):
            later(agent.fenceTakes) {
                agent.mayWrite = false
                return .guardianTold(application, .fenceClosed)
            }
        case .closeAgain(let application):
            later(agent.fenceTakes) { .fenceClosedAgain(application, .wasClosed) }
        case .open(let application, _), .extend(let application, _):
            agent.mayWrite = true
            later(.milliseconds(10)) { .guardianTold(application, .fenceOpened(true)) }
        case .carryOut(let order):
            deeds.append("\(order.purpose.rawValue) hook \(order.hook) on \(agent.id) epoch \(order.epoch)")
            agent.begin(order)
            if order.purpose == .run, agent.openHook != nil { return }
            later(.milliseconds(200)) { .hookEnded(HookStatus(key: order.key, state: agent.state(of: order))) }
        case .stopHook: break
        }
    }

    private func observe(_ check: AssignedCheck, from region: RegionID) -> Observation {
        guard !unrunnable.contains(check.check) else {
            return Observation(outcome: .notRun, summary: "no such hook", took: .zero)
        }
        let isSeen =
            serving.contains(check.subject) && !(blindTo[region]?.contains(check.subject) ?? false)
            && !(cutOff.contains(region) && check.subject != region)
            && !(check.check == "ready" && unready.contains(check.subject))
        return Observation(
            outcome: isSeen ? .passed : .failed,
            summary: isSeen ? "200" : "refused",
            took: .milliseconds(20),
            figures: check.check == "lag" ? gauges[check.subject].map { ["replication_lag_seconds": $0] } ?? [:] : [:]
        )
    }
}

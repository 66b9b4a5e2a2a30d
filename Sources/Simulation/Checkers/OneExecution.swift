import Domain

/// S4: an application has one execution at a time, and what is told to stop is given the time to say so.
struct OneExecution: Checker {
    let rule = "S4"
    private var open: [ApplicationID: ExecutionID] = [:]
    private var aborted: [ExecutionID: Instant] = [:]
    private var hooks: [HookKey: AgentID] = [:]
    /// When something was last wrong that may keep an agent from answering.
    private var lastTrouble: Instant?
    private var troubles: Set<Fault> = []

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        let now = world.scheduler.now
        switch event {
        case .faultBegan(let fault): note(fault, hasBegun: true, at: now)
        case .faultEnded(let fault): note(fault, hasBegun: false, at: now)
        case .hookStarted(let order, let agent): hooks[order.key] = agent
        case .agentEnded(let agent): hooks = hooks.filter { $0.value != agent }
        case .journalled(let record):
            // Those that were begun after the backup are known to nobody any more.
            if case .controllers(.restored) = record.event { open = [:] }
            if case .execution(let event) = record.event { return judge(event, world) }
        default: break
        }
        return nil
    }

    private mutating func note(_ fault: Fault, hasBegun: Bool, at now: Instant) {
        if case .serviceDown = fault { return }
        if case .ordered = fault { return }
        lastTrouble = now
        if hasBegun { troubles.insert(fault) } else { troubles.remove(fault) }
    }

    private mutating func judge(_ event: ExecutionEvent, _ world: World) -> String? {
        switch event {
        case .started(let header):
            defer { open[header.application] = header.id }
            return open[header.application].map { "\(header.id) began while \($0) was open" }
        case .aborted(let id, _, _): aborted[id] = world.scheduler.now
        case .ended(let id, _, _):
            open = open.filter { $0.value != id }
            defer { hooks = hooks.filter { $0.key.execution != id } }
            return judgeEnd(of: id, world)
        case .stepStarted, .stepEnded, .stepPassedOver, .stepSkipped, .stepRetried: break
        }
        return nil
    }

    private func judgeEnd(of id: ExecutionID, _ world: World) -> String? {
        let now = world.scheduler.now
        guard let since = aborted[id], now - since < Self.patience, troubles.isEmpty,
            lastTrouble.map({ now - $0 > Self.memory }) ?? true, world.setting.network.loss == 0,
            world.setting.network.longDelays == 0
        else { return nil }
        let running = hooks.filter { $0.key.execution == id && world.agent($0.value)?.disk.hooks[$0.key] == .running }
        guard let (key, agent) = running.min(by: { $0.key.step < $1.key.step }) else { return nil }
        return "\(id) ended while \(key.step) still ran on \(agent), which could be asked"
    }

    /// What is aborted is given 10 s to answer.
    private static var patience: Duration { .seconds(9) }
    /// An agent that was not heard may be taken for gone for so long.
    private static var memory: Duration { .seconds(45) }
}

import Domain

/// The processes that a line of a scenario means.
enum ProcessTarget: Hashable, Sendable, CustomStringConvertible {
    /// Whoever leads at that moment; nobody if nobody does.
    case leader
    case controllers([ControllerID])
    case agents([AgentID])

    var description: String {
        switch self {
        case .leader: "the leader"
        case .controllers(let ids): ids.map(\.rawValue).joined(separator: " ")
        case .agents(let ids): ids.map(\.rawValue).joined(separator: " ")
        }
    }

    func faults(_ fault: ProcessFault, in world: World) -> [Fault] {
        switch self {
        case .leader: world.leader.map { [fault.striking($0.id)] } ?? []
        case .controllers(let ids): ids.map(fault.striking)
        case .agents(let ids): ids.map(fault.striking)
        }
    }
}

/// What can be done to any process or its host.
enum ProcessFault: Hashable, Sendable {
    case killed
    case frozen
    case clockStepped(Duration)

    func striking(_ controller: ControllerID) -> Fault {
        switch self {
        case .killed: .controllerKilled(controller)
        case .frozen: .controllerFrozen(controller)
        case .clockStepped(let step): .controllerClockStepped(controller, by: step)
        }
    }

    func striking(_ agent: AgentID) -> Fault {
        switch self {
        case .killed: .agentKilled(agent)
        case .frozen: .agentFrozen(agent)
        case .clockStepped(let step): .hostClockStepped(agent, by: step)
        }
    }
}

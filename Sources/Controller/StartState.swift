import Domain
import Ports

/// What a controller process keeps until its first act is done.
struct StartState {
    /// An agent that is connected.
    struct Arrival {
        var agent: AgentID
        var region: RegionID
        /// What it said first; its reports come again.
        var hello: AgentHello?
    }

    /// Why it is not done yet; `nil` while nothing is wrong.
    private(set) var obstacle: UndecidedView?
    private var arrivals: [AgentID: Arrival] = [:]

    mutating func note(_ error: PortError, at now: Timestamp) {
        obstacle = UndecidedView(since: obstacle?.since ?? now, reason: error.message)
    }

    mutating func note(_ agent: AgentID, of region: RegionID) {
        arrivals[agent] = Arrival(agent: agent, region: region, hello: nil)
    }

    mutating func note(_ hello: AgentHello, of agent: AgentID) { arrivals[agent]?.hello = hello }

    mutating func forget(_ agent: AgentID) { arrivals[agent] = nil }

    /// Those that are connected now, by name.
    mutating func takeArrivals() -> [Arrival] {
        defer { arrivals = [:] }
        return arrivals.values.sorted { $0.agent < $1.agent }
    }
}

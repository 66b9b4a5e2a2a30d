import Domain

/// What is known about the world that a plan is for. All of it is optional: a plan can be judged on a laptop.
package struct LintFacts: Sendable {
    /// An agent that has said hello.
    package struct Agent: Hashable, Sendable {
        package var id: AgentID
        package var region: RegionID
        package var hooks: [HookName]
        /// Its fence for the plan's application, if it has one.
        package var fence: FenceDescription?

        package init(id: AgentID, region: RegionID, hooks: [HookName], fence: FenceDescription?) {
            self.id = id
            self.region = region
            self.hooks = hooks
            self.fence = fence
        }
    }

    package var agents: [Agent]?
    /// The region that each controller stands in.
    package var controllers: [ControllerID: RegionID]?
    /// When each scenario was last drilled; one that is absent never was.
    package var lastDrills: [ScenarioID: Timestamp]?
    /// Between any two of the hosts, and to the store and back.
    package var roundTrip: Duration

    package init(
        agents: [Agent]? = nil,
        controllers: [ControllerID: RegionID]? = nil,
        lastDrills: [ScenarioID: Timestamp]? = nil,
        roundTrip: Duration = .milliseconds(100)
    ) {
        self.agents = agents
        self.controllers = controllers
        self.lastDrills = lastDrills
        self.roundTrip = roundTrip
    }
}

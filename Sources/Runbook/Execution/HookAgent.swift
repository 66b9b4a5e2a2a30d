import Domain

/// An agent that is there to run hooks, as the execution's shell knows it at the moment.
package struct HookAgent: Hashable, Sendable {
    package var id: AgentID
    package var region: RegionID
    package var hooks: Set<HookName>
    package var ledger: HookLedgerID?

    package init(id: AgentID, region: RegionID, hooks: Set<HookName>, ledger: HookLedgerID?) {
        self.id = id
        self.region = region
        self.hooks = hooks
        self.ledger = ledger
    }

    /// Whether the action is a hook of this agent's, in its region.
    func canRun(_ action: Action) -> Bool {
        guard let hook = action.hook else { return false }
        return action.hookRegion == region && hooks.contains(hook)
    }
}

extension Action {
    /// The hook of an agent that it is.
    package var hook: HookName? { StepKind(rawValue: uses)?.hook(with) }

    /// Where the hook is to run.
    package var hookRegion: RegionID? { with["region"]?.scalarText.map { RegionID($0) } }
}

import Domain

/// What an agent shows on its host: whether each guarded application may write here (DESIGN 3.1, `/active` and `/lease`).
package struct AgentStatus: Hashable, Sendable {
    package var agent: AgentID
    package var region: RegionID
    package var guardians: [GuardianStatus]

    package init(agent: AgentID, region: RegionID, guardians: [GuardianStatus]) {
        self.agent = agent
        self.region = region
        self.guardians = guardians
    }
}

/// One application's guardian.
package struct GuardianStatus: Hashable, Sendable {
    package var application: ApplicationID
    /// The highest epoch it has ever seen.
    package var epoch: Epoch
    package var isFenced: Bool
    package var leaseEnd: Instant?
    /// While this lies ahead, the region is active and holds the lease; `nil` otherwise. Compared with the clock at each
    /// question, so that an agent that hangs does not go on saying yes.
    package var activeUntil: Instant?
    /// Live grants beyond a majority.
    package var margin: Int
    /// How often this process found its closed fence open.
    package var timesFoundOpen: Int

    package init(
        application: ApplicationID,
        epoch: Epoch,
        isFenced: Bool,
        leaseEnd: Instant?,
        activeUntil: Instant?,
        margin: Int,
        timesFoundOpen: Int = 0
    ) {
        self.application = application
        self.epoch = epoch
        self.isFenced = isFenced
        self.leaseEnd = leaseEnd
        self.activeUntil = activeUntil
        self.margin = margin
        self.timesFoundOpen = timesFoundOpen
    }
}

/// Where an agent shows its status.
package protocol StatusBoard: Sendable {
    func show(_ status: AgentStatus)
}

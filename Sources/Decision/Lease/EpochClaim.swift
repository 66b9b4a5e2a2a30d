import Domain

/// What an agent says is the highest epoch that it has ever seen.
package struct EpochClaim: Hashable, Sendable {
    package var agent: AgentID
    package var epoch: Epoch

    package init(agent: AgentID, epoch: Epoch) {
        self.agent = agent
        self.epoch = epoch
    }
}

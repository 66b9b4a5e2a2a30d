/// Permission to write for a bounded time, from one controller to one guardian process (DESIGN 3.1, rule 1).
package struct Grant: Hashable, Codable, Sendable {
    package var epoch: Epoch
    /// How long it lasts, counted from the moment the guardian sent the report that it answers.
    package var terms: LeaseTerms
    package var controllerSet: ControllerSetDescription
    /// The proposals up to this one are over, as far as this controller knows. A guardian fenced by a later one does not
    /// count the grant.
    package var proposalsOver: ProposalNumber

    package init(
        epoch: Epoch,
        terms: LeaseTerms,
        controllerSet: ControllerSetDescription,
        proposalsOver: ProposalNumber
    ) {
        self.epoch = epoch
        self.terms = terms
        self.controllerSet = controllerSet
        self.proposalsOver = proposalsOver
    }
}

/// One process of one agent. Every process that is granted a lease is a guardian of its own (DESIGN 3.1).
package struct AgentProcess: Hashable, Comparable, Codable, Sendable {
    package var agent: AgentID
    package var process: ProcessNumber

    package init(agent: AgentID, process: ProcessNumber) {
        self.agent = agent
        self.process = process
    }

    package static func < (left: AgentProcess, right: AgentProcess) -> Bool {
        (left.agent, left.process) < (right.agent, right.process)
    }
}

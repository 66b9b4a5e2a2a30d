/// The leader's written intent to move an epoch (DESIGN 3.1, rule 0).
package struct Proposal: Hashable, Codable, Sendable {
    /// How controllers may come to their votes.
    package enum Proof: String, Hashable, Codable, Sendable {
        /// By every guardian's confirmation or, failing that, by waiting until every lease has run out.
        case confirmationOrWait
        /// By confirmation only: the region's agents are heard, so one that does not confirm may still write.
        case confirmationOnly
    }

    package var number: ProposalNumber
    package var application: ApplicationID
    /// The epoch that it would end.
    package var epoch: Epoch
    package var source: RegionID
    package var target: RegionID
    package var cause: FailoverCause
    package var proof: Proof
    /// When it is given up, in wall time: it must mean the same to every controller. Safety does not rest on it.
    package var deadline: Timestamp

    package init(
        number: ProposalNumber,
        application: ApplicationID,
        epoch: Epoch,
        source: RegionID,
        target: RegionID,
        cause: FailoverCause,
        proof: Proof,
        deadline: Timestamp
    ) {
        self.number = number
        self.application = application
        self.epoch = epoch
        self.source = source
        self.target = target
        self.cause = cause
        self.proof = proof
        self.deadline = deadline
    }
}

/// Why an application is moved.
package enum FailoverCause: Hashable, Codable, Sendable {
    /// A scenario of the plan, on a verdict by a majority of controllers.
    case scenario(ScenarioID, verdict: Verdict)
    /// An operator's order after a failure.
    case failover(OperatorOrder)
    /// An operator's planned move.
    case switchover(OperatorOrder)
    /// An operator's move back to the home region.
    case failback(OperatorOrder)
    /// An operator's word on where an application is active, after a restore. Nothing is moved by it (rule 8).
    case declaration(OperatorOrder)

    /// The order behind it, if a person gave one.
    package var order: OperatorOrder? {
        switch self {
        case .scenario: nil
        case .failover(let order), .switchover(let order), .failback(let order), .declaration(let order): order
        }
    }
}

/// Who ordered it and why, and what they knowingly accept.
package struct OperatorOrder: Hashable, Codable, Sendable {
    package var by: OperatorName
    package var reason: String
    /// The loss of data that is accepted, at the most.
    package var acceptedLoss: Duration?
    /// Gates that are overridden by name.
    package var overrides: [GateOverride]

    package init(
        by name: OperatorName,
        reason: String,
        acceptedLoss: Duration? = nil,
        overrides: [GateOverride] = []
    ) {
        by = name
        self.reason = reason
        self.acceptedLoss = acceptedLoss
        self.overrides = overrides
    }
}

/// Gates that a named person may override for one failover. Loss is overridden by naming the amount that is accepted; only where
/// nobody knows it, by accepting whatever it is.
package enum GateOverride: String, Hashable, Codable, Sendable, CaseIterable {
    case targetHealth = "target-health"
    case readiness
    case unknownLoss = "unknown-loss"
}

/// A controller's promise that none of its grants for an epoch is alive (DESIGN 3.1, rule 3).
package struct Vote: Hashable, Codable, Sendable {
    package var controller: ControllerID
    package var process: ProcessNumber
    package var sequence: VoteSequence
    package var application: ApplicationID
    package var epoch: Epoch
    package var proposal: ProposalNumber

    package init(
        controller: ControllerID,
        process: ProcessNumber,
        sequence: VoteSequence,
        application: ApplicationID,
        epoch: Epoch,
        proposal: ProposalNumber
    ) {
        self.controller = controller
        self.process = process
        self.sequence = sequence
        self.application = application
        self.epoch = epoch
        self.proposal = proposal
    }
}

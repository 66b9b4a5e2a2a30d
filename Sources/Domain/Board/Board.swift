/// What controllers see of each other through the coordination store, at one moment.
package struct Board: Hashable, Sendable {
    package var controllerSet: ControllerSetDescription
    /// The outgoing controllers that have recorded, for the present set, that no grant of theirs under an earlier one is alive.
    package var oldGrantsEnded: Set<ControllerID>
    package var applications: [ApplicationID: ApplicationBoard]
    /// What the controllers that are there have published last.
    package var publications: [ControllerID: Publication]
    /// Where each controller that ever registered stands.
    package var places: [ControllerID: ControllerPlace]
    package var leader: ControllerID?
    package var term: Term
    /// The last record of the journal.
    package var position: JournalPosition
    /// What controllers that stopped by plan have left to guardians, until their next processes know that it has ended.
    package var handOvers: [ControllerID: HandOver]

    package init(
        controllerSet: ControllerSetDescription = ControllerSetDescription(version: 0, members: []),
        applications: [ApplicationID: ApplicationBoard] = [:],
        publications: [ControllerID: Publication] = [:],
        places: [ControllerID: ControllerPlace] = [:],
        leader: ControllerID? = nil,
        term: Term = 0,
        position: JournalPosition = 0,
        oldGrantsEnded: Set<ControllerID> = [],
        handOvers: [ControllerID: HandOver] = [:]
    ) {
        self.controllerSet = controllerSet
        self.applications = applications
        self.publications = publications
        self.places = places
        self.leader = leader
        self.term = term
        self.position = position
        self.oldGrantsEnded = oldGrantsEnded
        self.handOvers = handOvers
    }

    /// What a controller holds of the regions; `nil` where it is not there.
    package func opinions(of controller: ControllerID) -> [VerdictOpinion]? { publications[controller]?.opinions }

    /// How long a vote may have to wait for what some controller has left, where it has only just begun to.
    package func longestWaitForHandOver(of application: ApplicationID) -> Duration {
        let epoch = applications[application]?.assignment.epoch
        let left = handOvers.filter { controllerSet.everyone.contains($0.key) }.values.flatMap(\.entries)
        return left.filter { $0.application == application && $0.epoch == epoch }.map(\.terms.longestHold).max()
            ?? .zero
    }
}

/// The part of the board that is about one application.
package struct ApplicationBoard: Hashable, Codable, Sendable {
    package var assignment: Assignment
    package var openProposal: Proposal?
    /// The highest number that any proposal has had.
    package var lastProposal: ProposalNumber
    /// The votes that stand, for the open proposal.
    package var votes: [ControllerID: Vote]
    /// The sequence that each controller's next vote has to carry.
    package var sequences: [ControllerID: VoteSequence]

    package init(
        assignment: Assignment,
        openProposal: Proposal? = nil,
        lastProposal: ProposalNumber = 0,
        votes: [ControllerID: Vote] = [:],
        sequences: [ControllerID: VoteSequence] = [:]
    ) {
        self.assignment = assignment
        self.openProposal = openProposal
        self.lastProposal = lastProposal
        self.votes = votes
        self.sequences = sequences
    }

    /// The proposals up to this one are over.
    package var proposalsOver: ProposalNumber {
        guard let open = openProposal else { return lastProposal }
        return ProposalNumber(open.number.rawValue - 1)
    }
}

/// What a controller publishes at once. It counts from one in each process, so that one that was overtaken on its way to the
/// store is known there.
package struct Publication: Hashable, Codable, Sendable {
    package var number: UInt64
    package var opinions: [VerdictOpinion]

    package init(number: UInt64, opinions: [VerdictOpinion]) {
        self.number = number
        self.opinions = opinions
    }
}

/// What one controller holds of one region for one application. It binds nobody (DESIGN 3.1, rule 0).
package struct VerdictOpinion: Hashable, Codable, Sendable {
    package var application: ApplicationID
    package var region: RegionID
    package var verdict: Verdict
    /// The plan that it was judged by. Under another one it says nothing: the checks may have been others.
    package var planVersion: PlanVersion

    package init(application: ApplicationID, planVersion: PlanVersion, region: RegionID, verdict: Verdict) {
        self.application = application
        self.planVersion = planVersion
        self.region = region
        self.verdict = verdict
    }
}

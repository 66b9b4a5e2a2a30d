import Domain

/// One controller's grants for one application, and the promise that it makes by voting (DESIGN 3.1, rules 1, 3, 5, 6).
///
/// A vote says that no grant of this controller for the epoch is alive. From before it is sent until its withdrawal is known
/// to be stored, nothing is granted.
package struct LeaseKeeper: Sendable {
    /// What has become of this controller's vote.
    package enum VoteState: Hashable, Sendable {
        /// None is stored, and none can still arrive. Grants may go on.
        case none
        /// Sent; whether it is stored is not known. Goes to `standing` or `withdrawing`.
        case casting(Vote)
        /// Stored. Goes to `withdrawing`, or to `none` when the proposal is over.
        case standing(Vote)
        /// The withdrawal is sent; whether it is stored is not known. Goes to `none`.
        case withdrawing
    }

    package enum Event: Hashable, Sendable {
        /// What the coordination store says now.
        case boardChanged(ApplicationBoard)
        /// Whether this controller wants the epoch to end, for the open proposal with this number.
        case agreed(ProposalNumber, Bool)
        case guardingChanged(Guarding?)
        /// The agents that people have drained: what these say about epochs does not count.
        case drainsChanged(Set<AgentID>)
        /// Nothing is granted up to this epoch: a person has to say first where the application is active (rule 8).
        case holdChanged(Epoch)
        /// The store answered an order to raise the terms: the terms that are now known to be stored, if any.
        case raiseEnded(LeaseTerms?)
        case voteEnded(Vote, StoreResult)
        case withdrawalEnded(WithdrawalResult)
        case woken
    }

    package enum StoreResult: Hashable, Sendable {
        case stored
        /// Certainly not stored by this try; an earlier try may have been.
        case refused
        /// It may have been stored, or may still be.
        case unknown
    }

    package enum WithdrawalResult: Hashable, Sendable {
        case stored(VoteSequence)
        case refused
        case unknown
    }

    package enum Effect: Hashable, Sendable {
        case cast(Vote)
        case withdraw(epoch: Epoch)
        /// Store these terms before anything is granted under them.
        case raiseTerms(LeaseTerms)
        case wake(at: Instant)
    }

    /// How the plan keeps two regions from writing at once.
    package enum Guarding: Hashable, Sendable {
        /// With the terms of grants, and of the last ones before a planned stop.
        case leases(LeaseTerms, handOver: LeaseTerms)
        /// Nothing is granted, so there is nothing to wait for: people answer for the fence.
        case nothing
    }

    package let application: ApplicationID
    package let process: ProcessNumber
    package let controller: ControllerID
    package internal(set) var board: ApplicationBoard
    package internal(set) var vote = VoteState.none
    var controllerSet: ControllerSetDescription
    /// What was granted for the present epoch, to whom: kept until no clock can still count it.
    var ledger: [AgentProcess: LedgerEntry] = [:]
    var agreesTo: ProposalNumber?
    /// The highest epoch that each agent has reported.
    var heardEpochs: [AgentID: Epoch] = [:]
    /// The epoch that each agent reported first.
    var firstClaims: [AgentID: Epoch] = [:]
    var drained: Set<AgentID> = []
    var heldEpoch: Epoch = 0
    var sequence: VoteSequence
    /// How the plan guards the application; nothing is granted and nothing voted without a plan.
    var guarding: Guarding?
    /// The longest terms that are known to be stored.
    var storedTerms: LeaseTerms
    /// What is left to guardians since the process began to stop: from then on it grants nothing else.
    var handedOver: [HandOver.Entry]?
    /// An order to the store is on its way; the next one waits for its answer.
    var awaitsStore = false
    var awaitsTerms = false
    /// Not before then is an order repeated whose answer was no.
    var retryAt = Instant.boot
    /// Not before then is a vote cast again that the store has refused: it may refuse the next one too.
    var castAgainAt = Instant.boot
    /// Until then, what was granted under an earlier controller set may be alive.
    var earlierSetsGrantUntil: Instant
    /// Until then, guardians that this process does not know may write under grants of its predecessor (rule 6).
    let strangersHoldUntil: Instant
    let startedAt: Instant

    /// - Parameters:
    ///   - application: what the grants and votes are for.
    ///   - registration: what the first transaction of this process returned.
    ///   - board: what that transaction read.
    ///   - now: a moment not before that transaction was sent.
    package init(
        application: ApplicationID,
        registration: LeaseRegistration,
        board: ApplicationBoard,
        at now: Instant
    ) {
        self.application = application
        self.board = board
        controller = registration.controller
        process = registration.process
        controllerSet = registration.controllerSet
        storedTerms = registration.longestTerms
        sequence = board.sequences[registration.controller] ?? 0
        startedAt = now
        strangersHoldUntil = now + registration.longestTerms.longestHold
        earlierSetsGrantUntil = strangersHoldUntil
        inherit(registration.handOver, at: now)
    }

    package mutating func handle(_ event: Event, at now: Instant) -> [Effect] {
        switch event {
        case .boardChanged(let board): learn(board)
        case .agreed(let proposal, let agrees): note(agrees, to: proposal)
        case .guardingChanged(let newer): guarding = newer
        case .drainsChanged(let agents): drained = agents
        case .holdChanged(let epoch): heldEpoch = epoch
        case .raiseEnded(let terms): noteRaised(terms, at: now)
        case .voteEnded(let cast, let result): note(result, of: cast, at: now)
        case .withdrawalEnded(let result): note(result, at: now)
        case .woken: break
        }
        return review(at: now)
    }

    /// The answer to a report, with a grant where one may be given.
    package mutating func answer(to guardian: ReportingGuardian, at now: Instant) -> (LeaseAnswer, [Effect]) {
        noteHeard(guardian, at: now)
        prune(at: now)
        var answer = LeaseAnswer(
            application: application,
            assignment: board.assignment,
            openProposal: board.openProposal?.number
        )
        if let terms = grantableTerms(for: guardian) {
            enter(guardian, terms: terms, at: now)
            answer.grant = Grant(
                epoch: board.assignment.epoch,
                terms: terms,
                controllerSet: controllerSet,
                proposalsOver: board.proposalsOver
            )
        }
        return (answer, review(at: now))
    }

    /// What guardians said before they heard of the present epoch, where it is above another.
    package func claims(above epoch: Epoch) -> [EpochClaim] {
        firstClaims.filter { $0.value > epoch && $0.value < board.assignment.epoch }
            .map { EpochClaim(agent: $0.key, epoch: $0.value) }
            .sorted { $0.agent < $1.agent }
    }

    /// Guardians that know of an epoch above the store's: the store has gone back, this controller's view of it is late, or they
    /// are wrong. Nothing is granted until that is cleared up (rule 8).
    ///
    /// One agent must not be able to stop an application for ever. A person who drains it says that it is wrong; in a store
    /// that has really gone back, every guardian that was active then says the same, so that draining one opens nothing.
    package var guardiansAhead: [EpochClaim] {
        heardEpochs.filter { $0.value > board.assignment.epoch && !drained.contains($0.key) }
            .map { EpochClaim(agent: $0.key, epoch: $0.value) }
            .sorted { $0.agent < $1.agent }
    }

    /// Grants say from now on that this set counts. An earlier one never comes back: what says so is late.
    package mutating func adopt(_ set: ControllerSetDescription, at now: Instant) {
        guard set.version > controllerSet.version else { return }
        controllerSet = set
        earlierSetsGrantUntil = ledger.values.map(\.deadAt).reduce(strangersHoldUntil, max)
        if isPlanted(.oldGrantsEndAtOnce) { earlierSetsGrantUntil = now }
    }

    /// Whether it grants under this set or a later one, and nothing that it, or a process of this controller before, granted
    /// under an earlier one is alive (rule 7).
    package func grantsNothing(before version: ControllerSetVersion, at now: Instant) -> Bool {
        controllerSet.version >= version && earlierSetsGrantUntil <= now
    }
}

/// What a controller process learned by its first transaction, as far as leases are concerned.
package struct LeaseRegistration: Hashable, Sendable {
    package var controller: ControllerID
    package var process: ProcessNumber
    package var controllerSet: ControllerSetDescription
    package var longestTerms: LeaseTerms
    /// What processes of the controller before have left to guardians.
    package var handOver: HandOver

    package init(
        controller: ControllerID,
        process: ProcessNumber,
        controllerSet: ControllerSetDescription,
        longestTerms: LeaseTerms,
        handOver: HandOver = HandOver()
    ) {
        self.controller = controller
        self.process = process
        self.controllerSet = controllerSet
        self.longestTerms = longestTerms
        self.handOver = handOver
    }
}

/// A guardian that sent a report just now.
package struct ReportingGuardian: Hashable, Sendable {
    package var process: AgentProcess
    package var region: RegionID
    package var report: ReportNumber
    package var lease: LeaseReport
    /// Its fence keeps the bound that the plan asks for.
    package var hasSoundFence: Bool

    package init(
        process: AgentProcess,
        region: RegionID,
        report: ReportNumber,
        lease: LeaseReport,
        hasSoundFence: Bool
    ) {
        self.process = process
        self.region = region
        self.report = report
        self.lease = lease
        self.hasSoundFence = hasSoundFence
    }
}

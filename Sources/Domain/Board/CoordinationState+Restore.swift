// The state that a journal leads to, and the state that it goes on from after a restore (DESIGN 3.1, rule 8).
extension CoordinationState {
    /// Takes in what a stored record says. Its conditions held when it was written; who voted is not in the journal.
    package mutating func replay(_ record: JournalRecord) {
        board.position = record.position
        board.term = max(board.term, record.term)
        switch record.event {
        case .controllers(.setChanged(let set, _, _)): board.controllerSet = set
        case .controllers(.restored(let restoration)): take(restoration)
        case .plan(.applied(let version, let plan, _, _, _)):
            planVersions[plan.application] = version
            raiseLeaseTerms(to: plan.detection.lease)
        case .freeze(let event): take(event)
        case .failover(let event): replay(event)
        case .controllers(.leaderElected), .agent, .execution, .question, .incident, .notification, .dns: break
        }
    }

    private mutating func replay(_ event: FailoverEvent) {
        let id = event.application
        switch event {
        case .epochCreated(_, let epoch, let region):
            board.applications[id] = .first(epoch: epoch, region: region, sequences: processes.mapValues { _ in 1 })
        case .proposalOpened(let proposal):
            board.applications[id]?.openProposal = proposal
            board.applications[id]?.lastProposal = proposal.number
        case .proposalClosed: board.applications[id]?.openProposal = nil
        case .epochCommitted(let proposal, _, _):
            board.applications[id]?.openProposal = nil
            board.applications[id]?.assignment.epoch = proposal.epoch.next
            board.applications[id]?.assignment.region = proposal.target
        case .epochActivated(_, let epoch): board.applications[id]?.assignment.activatedEpoch = epoch
        case .verdictTaken, .held: break
        }
    }

    /// Goes on from this state, which may be an old one.
    ///
    /// - Parameters:
    ///   - restoration: who, why, and above which numbers.
    ///   - time: when.
    ///   - controller: where it is done.
    /// - Returns: the record that goes at the end of the journal.
    /// - Throws: where the floor is not above every number of this state.
    package mutating func restore(
        _ restoration: Restoration,
        at time: Timestamp,
        on controller: ControllerID
    ) throws(BoardRefusal) -> JournalRecord {
        guard restoration.floor > highestNumber else {
            throw BoardRefusal(
                "the backup has the number \(highestNumber), and what follows would begin with \(restoration.floor): set "
                    + "this machine's clock"
            )
        }
        guard !restoration.controllers.members.isEmpty else { throw BoardRefusal("name at least one controller") }
        take(restoration)
        board.position = board.position.next
        return JournalRecord(
            position: board.position,
            term: board.term,
            controller: controller,
            at: time,
            event: .controllers(.restored(restoration))
        )
    }

    private var highestNumber: UInt64 {
        let applications = board.applications.values.flatMap {
            [$0.assignment.epoch.rawValue, $0.lastProposal.rawValue] + $0.sequences.values.map(\.rawValue)
        }
        let processes = processes.values.map(\.rawValue)
        let numbers = [board.term.rawValue, board.controllerSet.version.rawValue]
        return (applications + processes + numbers).max() ?? 0
    }

    /// Nobody leads, nobody has voted, and what was open is over.
    private mutating func take(_ restoration: Restoration) {
        let members = restoration.controllers.members
        endLeadership()
        board.controllerSet = restoration.controllers
        board.oldGrantsEnded = []
        board.publications = [:]
        board.places = board.places.filter { members.contains($0.key) }
        for id in board.applications.keys {
            board.applications[id]?.openProposal = nil
            board.applications[id]?.votes = [:]
        }
        if !isPlanted(.restoreKeepsOldNumbers) { raiseNumbers(to: restoration) }
    }

    private mutating func raiseNumbers(to restoration: Restoration) {
        let floor = restoration.floor
        board.term = Term(floor)
        let members = restoration.controllers.members
        processes = Dictionary(members.map { ($0, ProcessNumber(floor)) }, uniquingKeysWith: max)
        for id in board.applications.keys {
            board.applications[id]?.assignment.epoch = restoration.heldEpoch
            board.applications[id]?.lastProposal = ProposalNumber(floor)
            board.applications[id]?.sequences = processes.mapValues { _ in VoteSequence(floor) }
        }
    }
}

extension ApplicationBoard {
    /// The board of an application that begins: activated, because no runbook leads to its first epoch. Where the control plane
    /// was restored, that is not 1, and its proposals begin above the same number.
    static func first(
        epoch: Epoch,
        region: RegionID,
        sequences: [ControllerID: VoteSequence]
    ) -> ApplicationBoard {
        ApplicationBoard(
            assignment: Assignment(epoch: epoch, region: region, activatedEpoch: epoch),
            lastProposal: .before(epoch),
            sequences: sequences
        )
    }
}

extension ProposalNumber {
    /// The number that the proposals of an application follow which began with an epoch.
    package static func before(_ epoch: Epoch) -> ProposalNumber { ProposalNumber(epoch.rawValue - 1) }
}

import Domain

extension LeaseKeeper {
    /// Takes over what the store says. A proposal that is over takes its votes with it, and never opens again: a board that
    /// shows it open is a late one.
    mutating func learn(_ newer: ApplicationBoard) {
        guard newer.assignment.epoch >= board.assignment.epoch, newer.proposalsOver >= board.proposalsOver,
            newer.lastProposal >= board.lastProposal
        else { return }
        sequence = max(sequence, newer.sequences[controller] ?? 0)
        let epochMoved = newer.assignment.epoch > board.assignment.epoch
        board = newer
        if let voted = votedProposal, epochMoved || newer.proposalsOver >= voted { vote = .none }
        if epochMoved { forgetEndedEpoch() }
    }

    private var votedProposal: ProposalNumber? {
        switch vote {
        case .casting(let vote), .standing(let vote): vote.proposal
        case .none, .withdrawing: nil
        }
    }

    /// An epoch that has ended is never granted again, so nothing that was granted under it has to be waited for: guardians
    /// count grants of one epoch only, and a majority of controllers has promised that theirs are dead.
    private mutating func forgetEndedEpoch() {
        vote = .none
        agreesTo = nil
        ledger = [:]
    }

    mutating func note(_ agrees: Bool, to proposal: ProposalNumber) {
        if agrees {
            agreesTo = proposal
        } else if agreesTo == proposal {
            agreesTo = nil
        }
    }

    mutating func note(_ result: StoreResult, of cast: Vote, at now: Instant) {
        awaitsStore = false
        guard vote == .casting(cast) else { return }
        switch result {
        case .stored: vote = .standing(cast)
        case .refused:
            vote = .withdrawing
            castAgainAt = now + Self.retryPause
        case .unknown:
            retryAt = now + Self.retryPause
            if isPlanted(.doubtMeansNoVote) { vote = .none }
        }
    }

    mutating func note(_ result: WithdrawalResult, at now: Instant) {
        awaitsStore = false
        guard vote == .withdrawing else { return }
        switch result {
        case .stored(let next):
            sequence = max(sequence, next)
            vote = .none
        case .refused, .unknown: retryAt = now + Self.retryPause
        }
    }

    /// Does what the present state asks for, one order to the store at a time.
    mutating func review(at now: Instant) -> [Effect] {
        guard now >= retryAt else { return [.wake(at: retryAt)] }
        return raiseTermsIfNeeded() + reviewVote(at: now)
    }

    private mutating func raiseTermsIfNeeded() -> [Effect] {
        guard case .leases(let wanted, _) = guarding, !awaitsTerms, storedTerms.union(wanted) != storedTerms else {
            return []
        }
        awaitsTerms = true
        return [.raiseTerms(storedTerms.union(wanted))]
    }

    private mutating func reviewVote(at now: Instant) -> [Effect] {
        switch vote {
        case .none: return castIfProven(at: now)
        case .casting(let cast): return isAgreed ? order(.cast(cast)) : withdraw()
        case .standing: return isAgreed ? [] : withdraw()
        case .withdrawing: return withdraw()
        }
    }

    private mutating func order(_ effect: Effect) -> [Effect] {
        guard !awaitsStore else { return [] }
        awaitsStore = true
        return [effect]
    }

    /// A vote whose outcome is not known stands until its withdrawal is stored.
    private mutating func withdraw() -> [Effect] {
        vote = .withdrawing
        return order(.withdraw(epoch: board.assignment.epoch))
    }

    private mutating func castIfProven(at now: Instant) -> [Effect] {
        guard isAgreed, let proposal = board.openProposal, proposal.epoch == board.assignment.epoch,
            let provenAt = provenAt(proposal.proof, at: now)
        else { return [] }
        guard castAgainAt <= now else { return [.wake(at: castAgainAt)] }
        guard provenAt <= now || isPlanted(.votesWithoutWaiting) else { return [.wake(at: provenAt)] }
        let cast = Vote(
            controller: controller,
            process: process,
            sequence: sequence,
            application: application,
            epoch: proposal.epoch,
            proposal: proposal.number
        )
        vote = .casting(cast)
        return order(.cast(cast))
    }

    private var strangersMayWriteUntil: Instant {
        if isPlanted(.strangersAreNotWaitedFor) || isPlanted(.onlyKnownGuardiansConfirm) && !ledger.isEmpty {
            return .boot
        }
        return max(strangersHoldUntil, unknownLeftUntil)
    }

    /// A store that was restored knows nothing of what was left to guardians after its backup was made: any may hold that.
    private var unknownLeftUntil: Instant {
        guard board.assignment.epoch <= heldEpoch, case .leases(_, let handOver)? = guarding else { return .boot }
        return startedAt + handOver.longestHold
    }

    private func deadAt(_ entry: LedgerEntry) -> Instant {
        guard case .leases(let terms, _)? = guarding, isPlanted(.shorterLeaseCountsAtOnce) else { return entry.deadAt }
        return entry.grantedAt + terms.longestHold
    }

    /// From when on it is certain that no guardian can write under a grant of this controller: now or earlier, later by
    /// waiting, or `nil` while only a confirmation can tell (rule 3).
    func provenAt(_ proof: Proposal.Proof, at now: Instant) -> Instant? {
        guard guarding != nil else { return nil }
        let unconfirmed = ledger.values.filter { !$0.isConfirmedFenced }
        if proof == .confirmationOnly, unconfirmed.contains(where: { $0.isHeard(at: now) }) {
            return nil
        }
        if unconfirmed.count < ledger.count, isPlanted(.oneConfirmationIsEnough) { return strangersHoldUntil }
        return unconfirmed.map(deadAt).reduce(strangersMayWriteUntil, max)
    }
}

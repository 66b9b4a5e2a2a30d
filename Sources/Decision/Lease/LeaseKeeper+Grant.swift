import Domain

extension LeaseKeeper {
    /// The terms to grant under, or `nil` where nothing may be granted.
    ///
    /// Terms that are longer than what is stored wait for the store; until then the stored ones are granted, because a gap
    /// would fence.
    func grantableTerms(for guardian: ReportingGuardian) -> LeaseTerms? {
        guard case .leases(let wanted, _) = guarding, guardian.hasSoundFence, mayGrant, handedOver == nil,
            guardian.region == board.assignment.region, isGrantable
        else { return nil }
        if isPlanted(.grantsBeforeItIsStored) { return wanted }
        let terms = LeaseTerms(
            ttl: min(wanted.ttl, storedTerms.ttl),
            fenceTimeout: min(wanted.fenceTimeout, storedTerms.fenceTimeout)
        )
        return terms.ttl > .zero ? terms : nil
    }

    /// Whether the epoch is one that may be granted at all (rule 8).
    var isGrantable: Bool {
        (board.assignment.epoch > heldEpoch || isPlanted(.restoreGrantsAtOnce))
            && (guardiansAhead.isEmpty || isPlanted(.laterEpochsAreIgnored))
    }

    /// Whether no vote can stand, and none is going to be cast.
    var mayGrant: Bool {
        switch vote {
        case .none: !isAgreed
        case .casting: false
        case .standing: isPlanted(.grantsWhileItsVoteStands)
        case .withdrawing: isPlanted(.grantsBeforeItIsWithdrawn)
        }
    }

    /// Whether this controller agrees to the proposal that is open: it has stopped granting.
    var isAgreed: Bool { board.openProposal != nil && board.openProposal?.number == agreesTo }

    mutating func noteHeard(_ guardian: ReportingGuardian, at now: Instant) {
        let agent = guardian.process.agent
        firstClaims[agent] = firstClaims[agent] ?? guardian.lease.highestEpoch
        heardEpochs[agent] = max(heardEpochs[agent] ?? 0, guardian.lease.highestEpoch)
        guard var entry = ledger[guardian.process] else { return }
        entry.heardAt = now
        entry.fencedSince = max(entry.fencedSince, fencedSince(guardian))
        entry.left = left(entry, after: guardian.lease, at: now)
        ledger[guardian.process] = entry
    }

    private func fencedSince(_ guardian: ReportingGuardian) -> ReportNumber {
        guard let since = guardian.lease.fencedSince else { return 0 }
        if isPlanted(.confirmsByArrival) { return ReportNumber(.max) }
        return isPlanted(.confirmsByTheLatestReport) ? guardian.report : since
    }

    mutating func enter(_ guardian: ReportingGuardian, terms: LeaseTerms, at now: Instant) {
        let old = ledger[guardian.process]
        ledger[guardian.process] = LedgerEntry(
            grantedAt: now,
            report: max(guardian.report, old?.report ?? 0),
            terms: terms.union(old?.terms ?? terms),
            fencedSince: isPlanted(.confirmsByArrival) ? 0 : old?.fencedSince ?? 0,
            heardAt: now,
            left: old?.left
        )
    }

    /// Forgets processes that are long gone: their grants are dead, and they are not heard any more.
    mutating func prune(at now: Instant) {
        guard ledger.values.contains(where: { $0.isOver(at: now) }) else { return }
        ledger = ledger.filter { !$0.value.isOver(at: now) }
    }

    mutating func noteRaised(_ terms: LeaseTerms?, at now: Instant) {
        awaitsTerms = false
        if let terms { storedTerms = storedTerms.union(terms) } else { retryAt = now + Self.retryPause }
    }

    /// Long enough not to press a store that is in trouble, short beside a lease.
    static var retryPause: Duration { .milliseconds(250) }
}

import Domain

// A planned stop (DESIGN 3.1, "Availability of leases"). The last grants of a process are long, so that its restart fences nobody,
// and are stored before they are given. The next process counts as having given them (rule 6), guardian by guardian: each is over
// when its guardian has fenced, when its time has passed, or soon after the guardian reports that it holds a newer grant.
extension LeaseKeeper {
    /// Takes over what processes of this controller before have left for the present epoch.
    ///
    /// - Parameters:
    ///   - handOver: what the first transaction of this process returned.
    ///   - now: a moment not before that transaction was sent: they were left before.
    mutating func inherit(_ handOver: HandOver, at now: Instant) {
        for entry in handOver.entries where entry.application == application && entry.epoch == board.assignment.epoch {
            guard !isPlanted(.handOverIsNotWaitedFor) else { continue }
            ledger[entry.guardian] = LedgerEntry(
                grantedAt: .boot,
                report: entry.report,
                terms: LeaseTerms(ttl: .zero, fenceTimeout: .zero),
                fencedSince: 0,
                heardAt: now,
                left: LedgerEntry.Left(entry: entry, until: now + entry.terms.longestHold)
            )
        }
        earlierSetsGrantUntil = ledger.values.map(\.deadAt).reduce(earlierSetsGrantUntil, max)
    }

    /// A guardian takes no grant that answers an older report than the one it holds of the same controller, and what was left
    /// answers none after the one that is stored with it. What the fence was promised before the guardian said so ends with
    /// ``Guardian/longestPromise``.
    func left(_ entry: LedgerEntry, after lease: LeaseReport, at now: Instant) -> LedgerEntry.Left? {
        guard var left = entry.left, lease.held[controller] ?? 0 > left.entry.report else { return entry.left }
        guard !isPlanted(.newerGrantsEndHandOversAtOnce) else { return nil }
        let promise = LeaseTerms(ttl: Guardian.longestPromise, fenceTimeout: left.entry.terms.fenceTimeout)
        left.until = min(left.until, now + promise.longestHold)
        return left
    }

    /// What processes before have left, and may still be alive.
    package func leftAlive(at now: Instant) -> [HandOver.Entry] {
        ledger.values.compactMap(\.left).filter { $0.until > now }.map(\.entry)
    }

    // MARK: The stop

    /// From now on this process grants nothing but what it returns here, when that is stored.
    ///
    /// - Returns: the last grants: to each guardian that holds one of this process, and what is left of processes before.
    package mutating func beginHandOver(at now: Instant) -> [HandOver.Entry] {
        var entries = Dictionary(leftAlive(at: now).map { ($0.guardian, $0) }, uniquingKeysWith: { $1 })
        var given: [HandOver.Entry] = []
        if case .leases(_, let terms)? = guarding, mayGrant, isGrantable {
            for (guardian, entry) in ledger where entry.holdsGrant(at: now) {
                // The guardian may not have heard any grant of this process: then it holds the one before, which may be longer.
                let before = entries[guardian]?.terms ?? terms
                given.append(
                    HandOver.Entry(
                        application: application,
                        guardian: guardian,
                        epoch: board.assignment.epoch,
                        report: entry.report,
                        terms: terms.union(before)
                    )
                )
            }
        }
        for entry in given { entries[entry.guardian] = entry }
        handedOver = given.sorted { $0.guardian < $1.guardian }
        return Array(entries.values)
    }

    /// The last grants, when they are stored: each answers once more the report that was answered last.
    ///
    /// - Returns: to whom, for which report, and what; nothing where the epoch is about to end.
    package mutating func giveHandOver(at now: Instant) -> [(HandOver.Entry, LeaseAnswer)] {
        guard mayGrant, isGrantable else { return [] }
        return (handedOver ?? []).filter { $0.epoch == board.assignment.epoch }.map { entry in
            if var granted = ledger[entry.guardian] {
                granted.terms = granted.terms.union(entry.terms)
                granted.grantedAt = now
                ledger[entry.guardian] = granted
            }
            let grant = Grant(
                epoch: entry.epoch,
                terms: entry.terms,
                controllerSet: controllerSet,
                proposalsOver: board.proposalsOver
            )
            return (entry, LeaseAnswer(application: application, assignment: board.assignment, grant: grant))
        }
    }
}

extension LedgerEntry {
    /// Whether a grant of this process is alive and its guardian not fenced since.
    fileprivate func holdsGrant(at now: Instant) -> Bool {
        grantedAt + terms.ttl > now && fencedSince <= report
    }
}

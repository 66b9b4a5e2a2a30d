import Domain

extension Guardian {
    /// When the lease ends that a majority of the controllers has granted for the highest epoch; `nil` without one.
    ///
    /// The majority's weakest member decides: with grants sorted by their ends, the one that completes the majority. During a
    /// change of the controller set it takes a majority of both sets.
    package func leaseEnd(at now: Instant) -> Instant? {
        guard let controllerSet, let end = leaseEnd(of: controllerSet.members, at: now) else { return nil }
        guard let outgoing = controllerSet.outgoing, !isPlanted(.newSetLeasesAlone) else { return end }
        return leaseEnd(of: outgoing, at: now).map { min(end, $0) }
    }

    private func leaseEnd(of set: [ControllerID], at now: Instant) -> Instant? {
        let needed =
            isPlanted(.halfTheGrantsAreEnough) ? max(1, set.count / 2) : ControllerSetDescription.majority(of: set)
        let ends = liveEnds(of: set, at: now)
        return ends.count >= needed ? ends[needed - 1] : nil
    }

    /// Live grants beyond a majority; negative without a lease.
    package func margin(at now: Instant) -> Int {
        controllerSet?.margin { grants[$0].map { isLive($0, at: now) } ?? false } ?? -1
    }

    /// Latest first.
    private func liveEnds(of set: [ControllerID], at now: Instant) -> [Instant] {
        var ends: [Instant] = []
        for (controller, grant) in grants where isLive(grant, at: now) && set.contains(controller) {
            ends.append(grant.deadline)
        }
        ends.sort(by: >)
        return ends
    }

    private func isLive(_ grant: HeldGrant, at now: Instant) -> Bool { isCounted(grant) && grant.deadline > now }

    /// Of the present epoch, and of after the newest proposal that this guardian has heard of.
    private func isCounted(_ grant: HeldGrant) -> Bool {
        if isPlanted(.oldGrantsHold), !door.allowsWrites, grant.report < firstCountingReport { return false }
        return (grant.epoch == highestEpoch || isPlanted(.grantsOfAllEpochsAddUp))
            && (grant.proposalsOver >= proposalHeard || isPlanted(.liftsDuringAProposal))
    }

    /// What a successor of this process may go on with.
    func bequest(at now: Instant) -> InheritedLease? {
        guard let controllerSet else { return nil }
        let held = grants.filter { $0.value.epoch == highestEpoch && $0.value.proposalsOver >= proposalHeard }
        return InheritedLease(
            application: application,
            epoch: highestEpoch,
            controllerSet: controllerSet,
            deadlines: held.mapValues { min($0.deadline, now + Self.longestPromise) }
        )
    }

    /// What a report says about this guardian.
    package func report(at now: Instant) -> LeaseReport {
        LeaseReport(
            application: application,
            highestEpoch: highestEpoch,
            fencedSince: door.fencedSince,
            remaining: leaseEnd(at: now).map { $0 - now },
            margin: margin(at: now),
            held: grants.filter { isLive($0.value, at: now) }.mapValues(\.report)
        )
    }

    /// Whether `/active` answers 200: this region is active, the runbook has activated it, and the door is open.
    package func isActive(at now: Instant) -> Bool {
        guard let assignment, assignment.region == region, assignment.epoch == highestEpoch,
            assignment.isActivated || isPlanted(.activeBeforeActivation)
        else { return false }
        return door == .open && leaseEnd(at: now) != nil
    }
}

extension Guardian.Door {
    /// The number of the first report after the fence had closed; `nil` while writes are possible.
    package var fencedSince: ReportNumber? {
        switch self {
        case .fenced(let since): since
        case .opening, .open, .closing: nil
        }
    }
}

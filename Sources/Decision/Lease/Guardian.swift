import Domain

/// One application's write lease on one host: decides when writes are possible (DESIGN 3.1, rules 1 and 2).
///
/// It holds the lease while a majority of the controllers has live grants for one epoch, and fences as soon as it does not.
package struct Guardian: Sendable {
    /// Whether writes are possible.
    package enum Door: Hashable, Sendable {
        /// Writes are impossible. Goes to `opening` with a lease.
        case fenced(since: ReportNumber)
        /// The fence is being lifted; writes may be possible. Goes to `open`, or to `closing` without a lease.
        case opening
        /// Writes are possible. Goes to `closing`.
        case open
        /// The fence is being closed; writes may still be possible. Goes to `fenced`.
        case closing
    }

    package enum Event: Hashable, Sendable {
        /// A report is sent now, with the number that ``nextReport`` had.
        case reportSent
        /// A controller answered a report of this process.
        case answered(controller: ControllerID, report: ReportNumber, LeaseAnswer)
        /// The fence has closed: writes are impossible.
        case fenceClosed
        /// The fence, closed as far as was known, was found open and is closed again.
        case fenceFoundOpen
        /// The fence was asked to open, or to stay open, and says whether writes are possible.
        case fenceOpened(Bool)
        /// The host did not run for a while, so that its clock cannot be trusted to have counted the lease.
        case hostPaused
        /// The time given by `wake` has come.
        case woken
    }

    /// Orders are carried out one after the other, in the order given.
    package enum Effect: Hashable, Sendable {
        /// Keep on disk, before anything that follows.
        case remember(Epoch)
        /// Keep for a successor of this process, before anything that follows; `nil` to leave it nothing.
        case bequeath(InheritedLease?)
        case close
        case open(until: Instant)
        case extend(until: Instant)
        case wake(at: Instant)
    }

    package let application: ApplicationID
    package let region: RegionID
    /// The bound that this host's fence keeps; grants under a shorter one are not counted.
    package let fenceBound: Duration
    package private(set) var door: Door
    package private(set) var nextReport: ReportNumber = 1
    package private(set) var highestEpoch: Epoch
    /// The assignment as last heard under the highest epoch; `nil` until a controller has told.
    package private(set) var assignment: Assignment?
    /// How often the closed fence was found open.
    package private(set) var timesFoundOpen = 0
    var controllerSet: ControllerSetDescription?
    var grants: [ControllerID: HeldGrant] = [:]
    /// The newest open proposal that this guardian was told of: only grants that say it is over count.
    private(set) var proposalHeard: ProposalNumber = 0
    private var sentAt: [ReportNumber: Instant] = [:]
    /// Only answers to reports from this one on count: the rest are from before the fence.
    private(set) var firstCountingReport: ReportNumber = 1
    private var promisedUntil: Instant?

    /// Starts fenced, unless the process before left a lease that is still alive.
    package init(
        application: ApplicationID,
        region: RegionID,
        fenceBound: Duration,
        highestEpoch: Epoch,
        inherited: InheritedLease?
    ) {
        self.application = application
        self.region = region
        self.fenceBound = fenceBound
        self.highestEpoch = highestEpoch
        door = .closing
        guard let inherited, inherited.epoch >= highestEpoch else { return }
        self.highestEpoch = inherited.epoch
        controllerSet = inherited.controllerSet
        grants = inherited.deadlines.mapValues {
            HeldGrant(epoch: inherited.epoch, deadline: $0, report: 0, proposalsOver: 0)
        }
    }

    /// What has to be done first of all.
    package mutating func start(at now: Instant) -> [Effect] {
        if let end = leaseEnd(at: now) { return lift(until: end, at: now) }
        return fence()
    }

    package mutating func handle(_ event: Event, at now: Instant) -> [Effect] {
        switch event {
        case .reportSent:
            noteReport(at: now)
            return []
        case .answered(let controller, let report, let answer):
            return take(answer, from: controller, report: report, at: now)
        case .fenceClosed:
            return noteClosed()
        case .fenceFoundOpen:
            return noteFoundOpen()
        case .fenceOpened(let isOpen):
            return noteOpened(isOpen, at: now)
        case .hostPaused:
            return distrustClock()
        case .woken:
            return review(at: now)
        }
    }

    // MARK: Reports

    private mutating func noteReport(at now: Instant) {
        sentAt[nextReport] = now
        nextReport = nextReport.next
        guard nextReport.rawValue > Self.reportsRemembered else { return }
        sentAt[ReportNumber(nextReport.rawValue - Self.reportsRemembered)] = nil
    }

    /// An answer older than this many reports is too late to matter: a lease spans a handful of reports.
    private static let reportsRemembered: UInt64 = 256

    // MARK: Answers

    private mutating func take(
        _ answer: LeaseAnswer,
        from controller: ControllerID,
        report: ReportNumber,
        at now: Instant
    ) -> [Effect] {
        var effects: [Effect] = []
        if answer.assignment.epoch > highestEpoch {
            highestEpoch = answer.assignment.epoch
            effects.append(.remember(highestEpoch))
        }
        if answer.assignment.epoch == highestEpoch { assignment = answer.assignment.merged(with: assignment) }
        if let proposal = answer.openProposal, answer.assignment.epoch == highestEpoch {
            proposalHeard = max(proposalHeard, proposal)
        }
        if let grant = answer.grant, answer.assignment.region == region {
            count(grant, from: controller, report: report, at: now)
        }
        return effects + review(at: now)
    }

    private mutating func count(_ grant: Grant, from controller: ControllerID, report: ReportNumber, at now: Instant) {
        guard report >= firstCountingReport || isPlanted(.oldGrantsLift), let sent = sentAt[report],
            grant.epoch >= highestEpoch || isPlanted(.grantsOfAllEpochsAddUp),
            grant.terms.fenceTimeout >= fenceBound || isPlanted(.unsoundFencesAreGranted)
        else { return }
        let held = HeldGrant(
            epoch: grant.epoch,
            deadline: (isPlanted(.leaseFromReceipt) ? now : sent) + grant.terms.ttl,
            report: report,
            proposalsOver: grant.proposalsOver
        )
        if grant.controllerSet.version >= controllerSet?.version ?? 0, !keepsItsSet {
            controllerSet = grant.controllerSet
        }
        if let old = grants[controller], (old.epoch, old.report) > (held.epoch, held.report) { return }
        grants[controller] = held
    }

    private var keepsItsSet: Bool { isPlanted(.guardiansKeepTheirSet) && controllerSet != nil }

    // MARK: The door

    /// Looks at the lease again and does what follows from it.
    private mutating func review(at now: Instant) -> [Effect] {
        let end = leaseEnd(at: now)
        switch door {
        case .fenced: return end.map { lift(until: $0, at: now) } ?? []
        case .opening:
            guard let end else { return fence() }
            return [.wake(at: end)]
        case .open:
            guard let end else { return fence() }
            return stay(open: end, at: now)
        case .closing: return []
        }
    }

    private mutating func lift(until end: Instant, at now: Instant) -> [Effect] {
        door = .opening
        let promise = min(end, now + Self.longestPromise)
        promisedUntil = promise
        return [.bequeath(bequest(at: now)), .open(until: promise), .wake(at: promise)]
    }

    /// A long lease is passed on to the fence in pieces, each when a third of the last one is over.
    private mutating func stay(open end: Instant, at now: Instant) -> [Effect] {
        let promised = promisedUntil ?? .boot
        let promise = min(end, now + Self.longestPromise)
        let isDue = promise == end ? end > promised : now + Self.longestPromise * 2 / 3 >= promised
        guard isDue else { return [.wake(at: min(end, promised))] }
        promisedUntil = promise
        return [.bequeath(bequest(at: now)), .extend(until: promise), .wake(at: promise)]
    }

    /// The fence, and a successor of this process, are promised no more of a lease at once. So a controller that has replaced a
    /// long grant by a shorter one need not ask whether they know (``LeaseKeeper/left(_:after:at:)``).
    package static let longestPromise = Duration.seconds(15)

    /// Closing waits for no disk. But the fence counts as closed only when a successor is left nothing, which must not open what
    /// was reported closed: whoever carries this out says `fenceClosed` after both.
    private mutating func fence() -> [Effect] {
        door = .closing
        promisedUntil = nil
        if isPlanted(.grantsCountWhileClosing) { forgetGrants() }
        return [.close, .bequeath(nil)]
    }

    private mutating func noteClosed() -> [Effect] {
        guard door == .closing else { return [] }
        door = .fenced(since: nextReport)
        if !isPlanted(.grantsCountWhileClosing) { forgetGrants() }
        return []
    }

    /// What was said of the fence before is no proof any more: it is fenced since now.
    private mutating func noteFoundOpen() -> [Effect] {
        guard case .fenced = door else { return [] }
        timesFoundOpen += 1
        door = .fenced(since: nextReport)
        forgetGrants()
        return []
    }

    private mutating func forgetGrants() {
        firstCountingReport = nextReport
        if isPlanted(.oldGrantsLift) || isPlanted(.oldGrantsHold) { return }
        grants = [:]
    }

    /// Every deadline was counted by a clock that stood still.
    ///
    /// A fence that is closing already is not closed twice: the second end of it could come when the door had opened between
    /// the two, and would be taken for the end of a third.
    private mutating func distrustClock() -> [Effect] {
        forgetGrants()
        switch door {
        case .opening, .open: return fence()
        case .fenced, .closing: return []
        }
    }

    private mutating func noteOpened(_ isOpen: Bool, at now: Instant) -> [Effect] {
        guard door.allowsWrites, door != .closing else { return [] }
        guard isOpen, leaseEnd(at: now) != nil else { return fence() }
        door = .open
        return review(at: now)
    }
}

extension Guardian.Door {
    /// Whether a write may get through.
    package var allowsWrites: Bool {
        switch self {
        case .fenced: false
        case .opening, .open, .closing: true
        }
    }
}

extension Assignment {
    /// The same epoch as two controllers know it: activated once either says so.
    fileprivate func merged(with other: Assignment?) -> Assignment {
        guard let other, other.epoch == epoch else { return self }
        return Assignment(
            epoch: epoch,
            region: region,
            activatedEpoch: max(activatedEpoch, other.activatedEpoch)
        )
    }
}

import Domain

/// What a write may depend on and what it may change. A transaction is conditional on every part that was read being as it
/// was, and what changes must lie within what may be written: a scope that is too small would let two decisions pass each
/// other (S1), so each is declared here, beside the rule of ``CoordinationState`` that it is for.
package struct WriteScope: Hashable, Sendable {
    package var reads: Set<Part>
    package var writes: Set<Part>
    /// Every application, also those that come to be meanwhile.
    package var readsEveryApplication = false
    package var writesEveryApplication = false

    package init(reads: Set<Part>, writes: Set<Part>) {
        self.reads = reads
        self.writes = writes
    }

    func mayWrite(_ part: Part) -> Bool {
        if case .application = part, writesEveryApplication { return true }
        return writes.contains(part)
    }

    // MARK: One for each write

    /// The predecessor's leadership ends, its opinions and all its votes go; the processes are what every other write looks at.
    static func register(_ controller: ControllerID) -> WriteScope {
        let parts: Set<Part> = [.controllers, .leadership, .opinion(controller)]
        var scope = WriteScope(reads: parts, writes: parts)
        scope.readsEveryApplication = true
        scope.writesEveryApplication = true
        return scope
    }

    /// Whether it is the newest process and a member, and who leads.
    static let campaign = WriteScope(reads: [.controllers, .leadership], writes: [.leadership, .beat])

    /// That the leader is silent, too: each of its writes would be a sign of life.
    static let takeOver = WriteScope(
        reads: [.controllers, .leadership, .beat, .journalEnd],
        writes: [.leadership, .beat]
    )

    static let resign = WriteScope(reads: [.leadership], writes: [.leadership])

    /// Leadership, the end of the journal, the set and the processes (majorities, first sequences), plans and freezes, and the
    /// applications that the events move. A new controller set asks that no proposal is open anywhere.
    static func append(_ events: [JournalEvent]) -> WriteScope {
        let applications = Set(events.compactMap(\.movedApplication).map(Part.application))
        var scope = WriteScope(
            reads: applications.union([.leadership, .journalEnd, .controllers, .plans]),
            writes: applications.union([.journalEnd, .controllers, .plans])
        )
        guard events.contains(where: \.changesTheSet) else { return scope }
        scope.readsEveryApplication = true
        // A leader that is in the set no more leads no more.
        scope.writes.insert(.leadership)
        return scope
    }

    /// The newest process, membership; sequence, epoch and proposal are the application's.
    static func vote(on application: ApplicationID) -> WriteScope {
        WriteScope(reads: [.controllers, .application(application)], writes: [.application(application)])
    }

    static let raiseLeaseTerms = WriteScope(reads: [.controllers], writes: [.controllers])

    /// The newest process.
    static let leave = WriteScope(reads: [.controllers], writes: [.controllers])

    /// The newest process and the set.
    static let recordOldGrantsEnded = WriteScope(reads: [.controllers], writes: [.controllers])

    static func publish(of controller: ControllerID) -> WriteScope {
        WriteScope(reads: [.controllers, .opinion(controller)], writes: [.opinion(controller)])
    }
}

extension JournalEvent {
    /// The application whose part of the board the event looks at.
    fileprivate var movedApplication: ApplicationID? {
        switch self {
        case .failover: application
        case .controllers, .agent, .plan, .freeze, .execution, .question, .incident, .notification, .dns: nil
        }
    }

    fileprivate var changesTheSet: Bool {
        switch self {
        case .controllers(.setChanged): true
        case .controllers, .agent, .plan, .freeze, .failover, .execution, .question, .incident, .notification, .dns:
            false
        }
    }
}

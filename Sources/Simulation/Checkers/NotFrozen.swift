import Domain

/// 3.2: no epoch moves while a freeze stands in the journal.
struct NotFrozen: Checker {
    let rule = "S2"
    /// `nil` stands for every application, and for an end that only a person sets.
    private var freezes: [ApplicationID?: Timestamp?] = [:]

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        guard case .journalled(let record) = event else { return nil }
        if case .controllers(.restored) = record.event {
            freezes = [:]
            for earlier in world.store.journal { _ = note(earlier) }
        }
        return note(record)
    }

    private mutating func note(_ record: JournalRecord) -> String? {
        switch record.event {
        case .freeze(.frozen(let application, _, _, let until)): freezes[application] = .some(until)
        case .freeze(.unfrozen(let application, _, _)): freezes[application] = nil
        case .failover(.epochCommitted(let proposal, _, _)):
            let stands = [nil, proposal.application].contains { isInForce($0, at: record.at) }
            return stands ? "\(proposal.application) moved to \(proposal.target) while it was frozen" : nil
        default: break
        }
        return nil
    }

    private func isInForce(_ scope: ApplicationID?, at time: Timestamp) -> Bool {
        guard let until = freezes[scope] else { return false }
        return until.map { $0 > time } ?? true
    }
}

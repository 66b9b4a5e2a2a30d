import Domain

// The joint change of the controller set (DESIGN 3.1, rule 7). A person begins it; whoever leads completes it; until then a
// person may give it up.
extension ControllerTurn {
    /// Says to the store, again until the board shows it, that nothing is alive that was granted under the outgoing set alone.
    mutating func tellEndOfOldGrants() {
        let set = machine.board.controllerSet
        guard let outgoing = set.outgoing, outgoing.contains(machine.settings.id),
            !machine.board.oldGrantsEnded.contains(machine.settings.id),
            machine.grantsNothing(before: set.version, at: now.instant),
            machine.oldGrantsEndToldAt.map({ now.instant >= $0 + Self.retellPause }) ?? true
        else { return }
        machine.oldGrantsEndToldAt = now.instant
        orderNow(.recordOldGrantsEnded(before: set.version))
    }

    /// Long enough for the store to answer and the board to show it.
    private static var retellPause: Duration { .seconds(1) }

    /// Drops the outgoing set when a majority of it has said that its old grants have ended. The board comes later than the
    /// journal; what is journalled is not said twice.
    mutating func completeSetChange() {
        let board = machine.board
        guard let outgoing = board.controllerSet.outgoing, machine.journalledSetVersion <= board.controllerSet.version,
            outgoing.count(where: board.oldGrantsEnded.contains) >= ControllerSetDescription.majority(of: outgoing)
                || isPlanted(.oldSetIsDroppedAtOnce)
        else { return }
        let set = ControllerSetDescription(
            version: board.controllerSet.version.next,
            members: board.controllerSet.members
        )
        let reason = "nothing granted by \(outgoing.map(\.rawValue).joined(separator: ", ")) alone is alive"
        record(.controllers(.setChanged(set, by: nil, reason: reason)))
    }

    // MARK: Orders

    mutating func change(
        _ change: ControllerChange,
        reason: String,
        for request: RequestNumber,
        by name: OperatorName
    ) {
        let set = machine.board.controllerSet
        guard machine.journalledSetVersion <= set.version else {
            return answer(request, .refused, "another change was ordered just now: look at holdfast controllers")
        }
        if case .cancel = change { return giveUpChange(reason: reason, for: request, by: name) }
        let members = change.members(after: set.members)
        if let obstacle = obstacle(to: change, members) { return answer(request, .refused, obstacle) }
        let isNaive = isPlanted(.controllersChangeAtOnce)
        let joint = ControllerSetDescription(
            version: set.version.next,
            members: members,
            outgoing: isNaive ? nil : set.members
        )
        record(.controllers(.setChanged(joint, by: name, reason: reason)))
        answer(
            request,
            .done,
            "controllers become \(members.map(\.rawValue).joined(separator: ", ")); holdfast controllers shows how far it is"
        )
    }

    private mutating func giveUpChange(reason: String, for request: RequestNumber, by name: OperatorName) {
        let set = machine.board.controllerSet
        guard let outgoing = set.outgoing else {
            return answer(request, .refused, "no change of the controllers is under way: there is nothing to give up")
        }
        let old = ControllerSetDescription(version: set.version.next, members: outgoing)
        record(.controllers(.setChanged(old, by: name, reason: reason)))
        answer(request, .done, "the change is given up; controllers are \(old.summary)")
    }

    /// Why the change may not begin; what would fence somebody is found before it does.
    private func obstacle(to change: ControllerChange, _ members: [ControllerID]) -> String? {
        let set = machine.board.controllerSet
        if set.outgoing != nil {
            return "controllers are \(set.summary): let that end, or give it up with holdfast controllers cancel"
        }
        if let open = machine.board.applications.filter({ $0.value.openProposal != nil }).keys.min() {
            return "a proposal of \(open) is open: change the controllers when it is over"
        }
        if let mistake = change.mistake(in: set.members) { return mistake }
        guard Self.soundSizes.contains(members.count) else {
            return "that would make \(members.count) controllers: one, three or five can be; add or remove two at once"
        }
        let absent = members.filter { !set.includes($0) && machine.board.publications[$0] == nil }
        if let absent = absent.first {
            return "\(absent) is not there: start it with the same store first, and see it in holdfast controllers"
        }
        if members.count > 1, let crowded = machine.regionWithMajority(of: members) {
            return "a majority of them would stand in \(crowded), and its loss would stop everything: choose others"
        }
        return machine.guardiansThatWouldFence(under: members, at: now.instant).first
    }

    /// With an even number, one more has to agree and no more may fail.
    private static var soundSizes: [Int] { [1, 3, 5] }
}

extension ControllerChange {
    func members(after present: [ControllerID]) -> [ControllerID] {
        switch self {
        case .add(let ids): Set(present + ids).sorted()
        case .remove(let ids): present.filter { !ids.contains($0) }
        case .replace(let old, let new): Set(present.filter { $0 != old } + [new]).sorted()
        case .cancel: present
        }
    }

    /// What is wrong with the names in the order.
    fileprivate func mistake(in present: [ControllerID]) -> String? {
        switch self {
        case .add(let ids): ids.first(where: present.contains).map { "\($0) is one of the controllers already" }
        case .remove(let ids): Self.stranger(among: ids, present)
        case .replace(let old, let new):
            Self.stranger(among: [old], present) ?? (present.contains(new) ? "\(new) is one of them already" : nil)
        case .cancel: nil
        }
    }

    private static func stranger(among ids: [ControllerID], _ present: [ControllerID]) -> String? {
        ids.first { !present.contains($0) }.map {
            "\($0) is not one of the controllers (\(present.map(\.rawValue).joined(separator: ", ")))"
        }
    }
}

extension ControllerMachine {
    /// The version of the newest set in the journal, its end that is still being written included.
    fileprivate var journalledSetVersion: ControllerSetVersion { cluster.controllerSet?.version ?? 0 }

    /// Whether nothing is alive that this controller, or a process of it before, granted under an earlier controller set.
    fileprivate func grantsNothing(before version: ControllerSetVersion, at now: Instant) -> Bool {
        let start = startedAt + registration.longestTerms.longestHold
        guard start <= now || isPlanted(.oldGrantsEndAtOnce) else { return false }
        return keepers.values.allSatisfy { $0.grantsNothing(before: version, at: now) }
    }

    /// The region in which most of these controllers say that they stand (DESIGN 3.3).
    fileprivate func regionWithMajority(of members: [ControllerID]) -> RegionID? {
        let regions = members.compactMap { board.places[$0]?.region }
        return regions.first { region in
            regions.count { $0 == region } >= ControllerSetDescription.majority(of: members)
        }
    }

    /// One line for each guardian that holds a lease now and would not hold one by these controllers alone.
    fileprivate func guardiansThatWouldFence(under members: [ControllerID], at now: Instant) -> [String] {
        let needed = ControllerSetDescription.majority(of: members)
        return agents.values.flatMap { agent -> [String] in
            guard agent.isConnected else { return [] }
            return (agent.report?.leases ?? []).compactMap { lease in
                guard lease.remaining != nil, members.count(where: { lease.held[$0] != nil }) < needed else {
                    return nil
                }
                let absent = members.filter { lease.held[$0] == nil }.map(\.rawValue).joined(separator: ", ")
                return "\(agent.id) would fence \(lease.application): it has no grant of \(absent); "
                    + "name them in its agent.yaml first"
            }
        }
    }
}

import Domain

// Guardians that hold their leases with a bare majority: the loss of one more controller would fence their regions (DESIGN 3.1).
extension ControllerTurn {
    /// Only where there is more than one controller to lose: with a single one every guardian is so, which plan lint says.
    ///
    /// A controller that dies thins the leases of all guardians at once: one page tells of all.
    mutating func pageAboutThinLeases() {
        guard machine.board.controllerSet.everyone.count > 1 else { return }
        let thin = machine.thinLeases
        guard !thin.isEmpty else {
            machine.thinSince = nil
            return settle(.leases, "every lease has a grant to spare again, or has ended")
        }
        let since = machine.thinSince ?? now.instant
        machine.thinSince = since
        guard now.instant - since >= Self.thinPatience, machine.cluster.openIncident(about: .leases) == nil else {
            return
        }
        let lines = thin.sorted { $0.key < $1.key }.map { Self.words(of: $0.key, guardians: $0.value) }
        let regions = Set(thin.keys.map(\.region)).sorted().map(\.rawValue).joined(separator: ", ")
        raise(.leases, "one more loss fences \(regions)", details: lines)
    }

    private static func words(of lease: ThinLease, guardians: Int) -> String {
        let names = lease.granting.map(\.rawValue).joined(separator: ", ")
        let who = guardians == 1 ? "1 agent holds" : "\(guardians) agents hold"
        return "\(lease.application) in \(lease.region): \(who) grants of \(names) only, and all of them are needed"
    }

    /// A controller that died is back by then, and one that stopped by plan has left its grants.
    private static var thinPatience: Duration { .seconds(15) }
}

/// What some guardians hold, and no more.
private struct ThinLease: Hashable, Comparable {
    var application: ApplicationID
    var region: RegionID
    var granting: [ControllerID]

    static func < (left: ThinLease, right: ThinLease) -> Bool {
        (left.application, left.region, left.granting.map(\.rawValue).joined())
            < (right.application, right.region, right.granting.map(\.rawValue).joined())
    }
}

extension ControllerMachine {
    /// Leases without a grant to spare, and how many guardians hold each.
    fileprivate var thinLeases: [ThinLease: Int] {
        var thin: [ThinLease: Int] = [:]
        for agent in agents.values where agent.isConnected && !agent.isDrained {
            for lease in agent.report?.leases ?? [] {
                guard lease.remaining != nil, lease.fencedSince == nil, lease.margin == 0,
                    board.applications[lease.application]?.assignment.region == agent.region
                else { continue }
                let key = ThinLease(
                    application: lease.application,
                    region: agent.region,
                    granting: lease.held.keys.sorted()
                )
                thin[key, default: 0] += 1
            }
        }
        return thin
    }
}

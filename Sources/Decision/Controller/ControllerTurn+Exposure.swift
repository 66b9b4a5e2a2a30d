import Domain

// What the loss of an active region would cost, where that is more than the plan allows: people are to hear of it while the
// region lives.
extension ControllerTurn {
    mutating func pageAboutExposure() {
        let paged = machine.cluster.pagedExposures
        for (application, state) in machine.cluster.applications {
            reviewExposure(of: application, state, isPaged: paged.contains(application))
        }
    }

    private mutating func reviewExposure(of application: ApplicationID, _ state: ApplicationState, isPaged: Bool) {
        guard let limit = state.plan.objectives.rpo, !state.plan.gauges(of: .replicationLag).isEmpty else {
            machine.exposedSince[application] = nil
            if isPaged { settle(.exposure(application), "the plan sets no objective any more, or nothing measures it") }
            return
        }
        // Trouble of the region is told of by itself, and standbys fall behind in it.
        guard machine.standingVerdict(on: state.assignment.region, of: application) == .healthy,
            machine.cluster.openExecution(of: application) == nil
        else {
            machine.exposedSince[application] = nil
            return
        }
        let targets = state.plan.targets(from: state.assignment.region)
        let losses = targets.map { ($0, machine.loss(in: $0, of: state, writesEnd: .zero, at: now.instant)) }
        let least = losses.compactMap { $0.1?.loss }.min()
        guard least.map({ $0 > limit }) ?? true else {
            machine.exposedSince[application] = nil
            // One that goes up and down about the objective is one trouble.
            guard isPaged, let least, least <= limit * 4 / 5 else { return }
            let reason = "it would cost \(least.text) of writes now; the objective is \(limit.text)"
            return settle(.exposure(application), reason)
        }
        let since = machine.exposedSince[application] ?? now.instant
        machine.exposedSince[application] = since
        let patience = least == nil ? Self.unknownPatience : Self.exposurePatience
        guard !isPaged, now.instant - since >= patience else { return }
        let cost = least.map { "would cost \($0.text) of writes now" } ?? "would cost nobody knows how much"
        raise(
            .exposure(application),
            "\(application): the loss of \(state.assignment.region) \(cost); the objective is \(limit.text)",
            details: losses.map { "\($0): \($1?.summary ?? "unknown, because not everything that measures it speaks")" }
                + ["a failover would be held; holdfast objectives shows what it would cost"]
        )
    }

    private static var exposurePatience: Duration { .seconds(15) }
    /// Whoever has just begun to lead, or an agent that has just started, knows by then.
    private static var unknownPatience: Duration { .seconds(60) }
}

extension ClusterState {
    /// The applications of which people know it already.
    fileprivate var pagedExposures: Set<ApplicationID> {
        Set(
            incidents.values.lazy.filter { $0.resolvedAt == nil }.compactMap { incident in
                if case .exposure(let application) = incident.subject { application } else { nil }
            }
        )
    }
}

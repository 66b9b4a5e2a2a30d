import Domain

// Blindness: a controller that hears too little publishes no verdict, so that nothing happens by itself (DESIGN 3.3). The loss
// of every other region looks like that too, and must not pass in silence (DESIGN 3.5, FAILURES F5).
extension ControllerTurn {
    mutating func pageAboutBlindness() {
        let set = machine.board.controllerSet
        let blind = set.everyone.filter { machine.board.opinions(of: $0)?.isEmpty != false }
        guard !machine.cluster.applications.isEmpty, !set.isMajority(where: { !blind.contains($0) }) else {
            machine.judgingNothingSince = nil
            return settle(.verdicts, "a majority of the controllers judges regions again")
        }
        let since = machine.judgingNothingSince ?? now.instant
        machine.judgingNothingSince = since
        guard now.instant - since >= machine.longestDetection, machine.cluster.openIncident(about: .verdicts) == nil
        else { return }
        raise(
            .verdicts,
            "no region is judged: too few agents are heard",
            details: [
                "\(set.everyone.count - blind.count) of \(set.everyone.count) controllers hear agents outside their own region, "
                    + "\(set.majority) must",
                "blind: \(blind.map(\.rawValue).joined(separator: ", ")); that is taken for their own trouble (uplink, resolver, clock), "
                    + "and no region is called dead for it",
                "nothing is moved by itself until then; holdfast agents shows who is heard",
            ]
        )
    }
}

extension ControllerMachine {
    /// In this time every plan's verdicts take effect.
    var longestDetection: Duration {
        cluster.applications.values.map { $0.plan.detection.silenceAfter + $0.plan.detection.confirm }.max() ?? .zero
    }
}

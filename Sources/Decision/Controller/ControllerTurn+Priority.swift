import Domain

// Priority: verdicts on one region do not come to all applications in the same instant, and the first must not take the places
// of those that go before them (DESIGN 3.2, FAILURES F10).
extension ControllerTurn {
    /// The applications that go before this one, are active in the same region, and will be moved in a moment if nothing
    /// changes; no more than could matter. Only for so long: after that the places are taken by whoever is there.
    func placesKept(from intent: Intent, _ state: ApplicationState) -> [ApplicationID] {
        guard intent.cause.order == nil, !intent.isProposed, !isPlanted(.placesAreNotKept),
            let until = machine.wanting[intent.application].map({ $0 + Self.longestWait }), now.instant < until
        else { return [] }
        var kept: [ApplicationID] = []
        for application in machine.applicationsByPriority {
            guard application != intent.application, kept.count < machine.settings.mostSimultaneousFailovers else {
                break
            }
            if isAboutToMove(application, from: state.assignment.region, by: until) { kept.append(application) }
        }
        return kept
    }

    /// Longer than verdicts of one failure lie apart: a period of the checks and of the reports.
    private static var longestWait: Duration { .seconds(2) }

    /// Whether nothing but its verdict is missing. One that another gate holds keeps no place.
    private func isAboutToMove(_ application: ApplicationID, from region: RegionID, by deadline: Instant) -> Bool {
        guard let state = machine.cluster.applications[application], state.assignment.region == region,
            state.openProposal == nil, machine.wanting[application] == nil,
            let (scenario, verdict) = suspicion(of: state, by: deadline)
        else { return false }
        // It is not wanted yet, so that it keeps no place from itself: no end to the question.
        let intent = Intent(application: application, cause: .scenario(scenario.id, verdict: verdict))
        return bestTarget(for: intent).denials.allSatisfy { denial in
            switch denial.gate {
            case .simultaneousFailovers, .targetHealthier: true
            case .restored, .freeze, .plan, .mode, .coolDown, .otherExecution, .targetHealth, .dataLoss, .readiness:
                false
            }
        }
    }

    /// The scenario that would move the application, on the verdict that the active region is suspected of.
    private func suspicion(of state: ApplicationState, by deadline: Instant) -> (Scenario, Verdict)? {
        let pair = ControllerMachine.JudgedPair(application: state.plan.application, region: state.assignment.region)
        guard let judge = machine.judges[pair] else { return nil }
        let suspected = judge.suspected(by: state.plan.detection).flatMap { $0.at <= deadline ? $0.verdict : nil }
        guard let verdict = suspected ?? judge.proven else { return nil }
        let scenario = state.plan.scenarios.first {
            $0.movesRegion && $0.when.verdicts.contains(verdict) && !state.attempted.contains($0.id)
                && $0.when.standing == nil
        }
        return scenario.map { ($0, verdict) }
    }
}

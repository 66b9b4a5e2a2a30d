import Domain

extension Scenario {
    /// The place of the `activate` step that a runbook gets by default, and the runbook with it; `nil` if it needs none.
    ///
    /// After a failover `/active` answers 200 only from the runbook's `activate` step on (DESIGN 3.1). A runbook that moves
    /// the application and has no such step gets one just before its first DNS step, so that clients who are led to the
    /// target find it active. Without a DNS step it comes last: `/active` itself is then what leads clients there.
    package func withDefaultActivation() -> (scenario: Scenario, index: Int)? {
        guard movesRegion, !runbook.contains(where: { $0.action.uses == StepKind.activate.rawValue }) else {
            return nil
        }
        let graph = StepGraph(runbook)
        let dnsSteps = runbook.filter { $0.action.uses == StepKind.dnsFailover.rawValue }.map(\.id)
        let first = runbook.firstIndex { step in
            dnsSteps.contains(step.id) && graph.upstream(of: step.id).isDisjoint(with: dnsSteps)
        }
        let step = Step(
            id: freeName,
            action: Action(uses: StepKind.activate.rawValue),
            needs: first.map { runbook[$0].needs } ?? graph.last,
            timeout: StepKind.activate.entry.defaultTimeout
        )
        var scenario = self
        // Nothing that it needs is a DNS step, so that every DNS step can need it without a cycle.
        for index in runbook.indices where dnsSteps.contains(runbook[index].id) {
            scenario.runbook[index].needs.append(step.id)
        }
        let index = first ?? runbook.count
        scenario.runbook.insert(step, at: index)
        return (scenario, index)
    }

    private var freeName: StepID {
        let taken = Set(runbook.map(\.id))
        let names = ["activate"] + (2...(runbook.count + 2)).map { "activate-\($0)" }
        return names.map { StepID($0) }.first { !taken.contains($0) } ?? "activate"
    }
}

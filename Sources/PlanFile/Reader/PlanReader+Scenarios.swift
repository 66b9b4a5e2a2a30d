import Domain
import Runbook

extension PlanReader {
    func scenarios(_ plan: inout Section) -> [Scenario] {
        named("scenarios", in: &plan) { id, section in
            let trigger = trigger(&section)
            let scenario = Scenario(
                id: ScenarioID(id),
                when: trigger,
                // Whoever forgets it gets the careful one.
                mode: section.choice("mode", of: Scenario.Mode.self) ?? .approval,
                movesRegion: section.flag("failover") ?? Self.movesRegion(trigger),
                runbook: runbook(&section)
            )
            return normalised(scenario, &section)
        }
    }

    /// Where only the loss of the region starts it, it moves the application unless the plan says otherwise.
    private static func movesRegion(_ trigger: Trigger) -> Bool {
        !trigger.verdicts.isEmpty && trigger.verdicts.allSatisfy { $0 == .failed || $0 == .unreachable }
    }

    private func trigger(_ scenario: inout Section) -> Trigger {
        guard var section = scenario.section("when") else { return Trigger(verdicts: []) }
        defer { section.refuseUnknownKeys() }
        if let region = section.text("region"), region != "active" {
            let message = "\(region) is not active; a scenario is about the region that is active, write region: active"
            let path = section.path["region"]
            refuse(.badValue, at: path, places.place(of: path), message)
        }
        return Trigger(
            verdicts: section.choices("verdict", of: Verdict.self) ?? [],
            checks: section.texts("checks").map { CheckID($0) },
            standing: section.duration("for")
        )
    }

    private func runbook(_ scenario: inout Section) -> [Step] {
        guard let tree = scenario.requiredTree("runbook") else { return [] }
        let path = scenario.path["runbook"]
        guard case .list(let items) = tree.content else {
            refuse(.wrongType, at: path, tree.place, "must be a list of steps, not \(tree.kind)")
            return []
        }
        return items.enumerated().compactMap { step($1, at: path[$0]) }
    }

    /// Puts the default `activate` step in, and moves the remembered places of the steps behind it.
    private func normalised(_ scenario: Scenario, _ section: inout Section) -> Scenario {
        guard let (normalised, index) = scenario.withDefaultActivation() else { return scenario }
        guard case .list(let items) = section.tree("runbook")?.content else { return normalised }
        let path = section.path["runbook"]
        places.removeAll(below: path)
        for (old, item) in items.enumerated() { remember(item, at: path[old < index ? old : old + 1]) }
        places.set(path[index], at: index < items.count ? items[index].place : section.place)
        return normalised
    }
}

import Domain
import Runbook

extension ControllerMachine {
    /// What this controller knows of the world that a plan is for.
    package func lintFacts(for application: ApplicationID?) -> LintFacts {
        let known = agents.values.filter { $0.hello != nil && !$0.isDrained }.map { agent in
            LintFacts.Agent(
                id: agent.id,
                region: agent.region,
                hooks: agent.hello?.hooks ?? [],
                fence: agent.hello?.fences.first { $0.application == application }
            )
        }
        return LintFacts(agents: known.isEmpty ? nil : known, controllers: knownControllers)
    }

    /// Where all controllers stand; `nil` while one of them has never registered.
    private var knownControllers: [ControllerID: RegionID]? {
        let members = board.controllerSet.members
        let known = members.compactMap { id in board.places[id].map { (id, $0.region) } }
        return known.count == members.count ? Dictionary(uniqueKeysWithValues: known) : nil
    }
}

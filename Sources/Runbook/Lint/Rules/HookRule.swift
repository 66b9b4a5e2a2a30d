import Domain

extension FindingCode {
    package static let unknownHook: FindingCode = "unknown-hook"
}

/// A hook must be defined by agents wherever it may have to run.
struct HookRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        guard let agents = context.facts.agents else { return [] }
        return steps(context, agents) + checks(context, agents)
    }

    /// One agent of the region suffices for a step.
    private func steps(_ context: LintContext, _ agents: [LintFacts.Agent]) -> [Finding] {
        context.runbooks.flatMap(\.uses).flatMap { use -> [Finding] in
            guard let kind = StepKind(rawValue: use.name), let hook = kind.hook(use.parameters) else { return [] }
            return regions(of: use, context).filter { region in
                !agents.contains { $0.region == region && $0.hooks.contains(hook) }
            }.map { absence(of: hook, of: kind, in: $0, use) }
        }
    }

    private func absence(of hook: HookName, of kind: StepKind, in region: RegionID, _ use: LintUse) -> Finding {
        if kind == .hook {
            let message = "no agent in \(region) has the hook \(hook); add it to an agent.yaml there"
            return Finding(.error, .unknownHook, at: use.path["with"]["hook"], message)
        }
        let database = use.parameters.text("database") ?? ""
        let entry = kind == .postgres(.rejoin) ? ", with its rejoin" : ""
        let message = "no agent in \(region) has the database \(database)\(entry); name it in an agent.yaml there"
        return Finding(.error, .unknownHook, at: use.path["with"]["database"], message)
    }

    private func regions(of use: LintUse, _ context: LintContext) -> [RegionID] {
        switch use.parameters.path("region") {
        case .region(.target): context.plan.regions.filter { $0.role == .standby }.map(\.id)
        case .region(.source): context.plan.regions.filter { $0.role == .active }.map(\.id)
        case .region(.region), .application, .epoch, .execution, .endpoint, .output, .ending: []
        case nil: use.parameters.text("region").flatMap { context.plan.region(RegionID($0)) }.map { [$0.id] } ?? []
        }
    }

    /// Every agent that may run a check must have its hook.
    private func checks(_ context: LintContext, _ agents: [LintFacts.Agent]) -> [Finding] {
        context.plan.checks.filter { $0.uses == CheckKind.hook.rawValue }.flatMap { check -> [Finding] in
            guard let hook = check.with.text("hook") else { return [] }
            let regions = check.from.contains(.vantage) ? context.plan.regions : context.servingRegions
            let path = LintContext.checks[check.id]["with"]["hook"]
            return agents.filter { agent in
                regions.contains { $0.id == agent.region } && !agent.hooks.contains(HookName(hook))
            }.map { agent in
                let message = "agent \(agent.id) in \(agent.region) has no hook \(hook); add it to its agent.yaml"
                return Finding(.error, .unknownHook, at: path, message)
            }
        }
    }
}

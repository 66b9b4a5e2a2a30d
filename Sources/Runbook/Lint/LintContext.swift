import Domain

/// What every rule needs: the plan, the facts, and where things stand.
struct LintContext: Sendable {
    let plan: Plan
    let facts: LintFacts
    let runbooks: [LintRunbook]

    init(plan: Plan, facts: LintFacts) {
        self.plan = plan
        self.facts = facts
        runbooks = plan.scenarios.map(LintRunbook.init)
    }

    static let checks = PlanPath.root["checks"]
    static let dns = PlanPath.root["dns"]
    static let detection = PlanPath.root["detection"]

    /// Regions that the application can run in.
    var servingRegions: [PlannedRegion] { plan.regions.filter { $0.role != .witness } }

    /// Everything that says `uses:`.
    var uses: [LintUse] {
        let checks = plan.checks.map { check in
            LintUse(CheckKind.self, check.uses, check.with, at: Self.checks[check.id], templates: .check)
        }
        let groups = plan.dns.map { group in
            LintUse(DNSProviderKind.self, group.uses, group.with, at: Self.dns[group.id], templates: .none)
        }
        let channels = plan.communications.channels.map { channel in
            let path = PlanPath.root["communications"]["channels"][channel.id]
            return LintUse(ChannelKind.self, channel.uses, channel.with, at: path, templates: .none)
        }
        return checks + groups + runbooks.flatMap(\.uses) + channels
    }

    /// The checks by which regions are judged from outside.
    var vantageChecks: [CheckDefinition] { plan.checks.filter { $0.isCritical && $0.from.contains(.vantage) } }
    var localChecks: [CheckDefinition] { plan.checks.filter { $0.isCritical && $0.from.contains(.local) } }
}

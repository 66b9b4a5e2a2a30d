import Domain

extension FindingCode {
    package static let ownDatabaseOnly: FindingCode = "own-database-only"
    package static let unknownDatabase: FindingCode = "unknown-database"
    package static let failsWithItsSource: FindingCode = "fails-with-its-source"
}

/// An agent looks at databases of its own host: what it sees there says nothing about another region.
struct DatabaseCheckRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.plan.checks.filter { CheckKind(rawValue: $0.uses)?.looksAtDatabase ?? false }.flatMap { check in
            places(of: check) + absences(of: check, context) + dependence(of: check)
        }
    }

    private func places(of check: CheckDefinition) -> [Finding] {
        guard check.from.contains(.vantage) else { return [] }
        let message =
            "another region's agents would look at their own database and report it for this one; write from: [local]"
        return [Finding(.error, .ownDatabaseOnly, at: LintContext.checks[check.id]["from"], message)]
    }

    /// What agents can do to a database tells that they know it.
    private func absences(of check: CheckDefinition, _ context: LintContext) -> [Finding] {
        guard let agents = context.facts.agents, let name = check.with["database"]?.scalarText else { return [] }
        let hook = DatabaseAction.promote.hook(for: DatabaseName(name))
        let regions = context.servingRegions.filter { region in
            !agents.contains { $0.region == region.id && $0.hooks.contains(hook) }
        }
        return regions.map { region in
            let message = "no agent in \(region.id) has the database \(name); name it in an agent.yaml there"
            return Finding(.error, .unknownDatabase, at: LintContext.checks[check.id]["with"]["database"], message)
        }
    }

    /// A standby falls behind because its source is gone, and must not be unfit for that (FAILURES F11).
    private func dependence(of check: CheckDefinition) -> [Finding] {
        guard CheckKind(rawValue: check.uses)?.measure == .replicationLag,
            let limit = check.with["fail_above"]?.scalarText,
            let duration = Duration(text: limit)
        else { return [] }
        let message = """
            \(duration.text) after its source is gone it fails, and then holds the failover that it is there for; leave it to \
            the objective rpo, or use warn_above
            """
        return [Finding(.warning, .failsWithItsSource, at: LintContext.checks[check.id]["with"]["fail_above"], message)]
    }
}

import Domain

extension FindingCode {
    package static let notCovered: FindingCode = "not-covered"
    package static let overlap: FindingCode = "overlapping-scenarios"
    package static let neverDrilled: FindingCode = "never-drilled"
}

/// Which troubles have no scenario, which have two, and which were never tried.
struct CoverageRule: LintRule {
    func findings(in context: LintContext) -> [Finding] { gaps(context) + overlaps(context) + drills(context) }

    private func gaps(_ context: LintContext) -> [Finding] {
        let covered = Set(context.plan.scenarios.flatMap(\.when.verdicts))
        let path = PlanPath.root["scenarios"]
        return [Verdict.failed, .unreachable, .degraded].filter { !covered.contains($0) }.map { verdict in
            let severity: Finding.Severity = verdict == .failed ? .warning : .note
            let message = "no scenario is for \(verdict.rawValue): it will page people and do nothing else"
            return Finding(severity, .notCovered, at: path, message)
        }
    }

    private func overlaps(_ context: LintContext) -> [Finding] {
        context.runbooks.enumerated().compactMap { index, runbook in
            let earlier = context.runbooks[..<index].first { Self.overlap($0.scenario.when, runbook.scenario.when) }
            guard let earlier else { return nil }
            let message =
                "starts on what scenario \(earlier.scenario.id) before it starts on, so it never will; part the two"
            return Finding(.warning, .overlap, at: runbook.path["when"], message)
        }
    }

    private static func overlap(_ first: Trigger, _ second: Trigger) -> Bool {
        Set(first.verdicts).intersection(second.verdicts).contains { verdict in
            guard verdict == .degraded, !first.checks.isEmpty, !second.checks.isEmpty else { return true }
            return !Set(first.checks).isDisjoint(with: second.checks)
        }
    }

    private func drills(_ context: LintContext) -> [Finding] {
        guard let last = context.facts.lastDrills else { return [] }
        return context.runbooks.filter { last[$0.scenario.id] == nil }.map { runbook in
            let message =
                "was never drilled, so nobody knows whether it works; run holdfast drill run \(runbook.scenario.id)"
            return Finding(.warning, .neverDrilled, at: runbook.path, message)
        }
    }
}

import Domain

extension FindingCode {
    package static let badThreshold: FindingCode = "bad-threshold"
    package static let runsNowhere: FindingCode = "runs-nowhere"
    package static let notRegional: FindingCode = "not-regional"
    package static let tooManyChecks: FindingCode = "too-many-checks"
}

/// A check must be run somewhere, look at the region it is about, and not flap.
struct CheckRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.plan.checks.flatMap { thresholds($0) + places($0) } + number(context)
    }

    private func thresholds(_ check: CheckDefinition) -> [Finding] {
        let path = LintContext.checks[check.id]
        let wrong = [("down_after", check.downAfter), ("up_after", check.upAfter)].filter { !Self.results.contains($1) }
        guard wrong.isEmpty else {
            return wrong.map { name, _ in
                let message =
                    "must be a number of results from \(Self.results.lowerBound) to \(Self.results.upperBound)"
                return Finding(.error, .badThreshold, at: path[name], message)
            }
        }
        guard check.upAfter < check.downAfter else { return [] }
        let message = "it returns faster than it leaves, so it will flap; write at least \(check.downAfter)"
        return [Finding(.warning, .badThreshold, at: path["up_after"], message)]
    }

    private func places(_ check: CheckDefinition) -> [Finding] {
        let path = LintContext.checks[check.id]
        guard !check.from.isEmpty else {
            return [Finding(.error, .runsNowhere, at: path["from"], "nobody runs it; write from: [local, vantage]")]
        }
        // A hook is told the region in its environment; a database is asked by its own region only.
        guard check.uses != CheckKind.hook.rawValue, CheckKind(rawValue: check.uses)?.looksAtDatabase != true else {
            return []
        }
        let use = LintUse(CheckKind.self, check.uses, check.with, at: path, templates: .check)
        let looksAtRegion = use.texts.contains { text, _ in
            (try? Template(text))?.paths.contains { $0 != .application } ?? true
        }
        guard check.from.contains(.vantage), !looksAtRegion else { return [] }
        let message =
            "from outside it looks at the same thing whatever region it is about; use {{region.endpoints.NAME}}"
        return [Finding(.warning, .notRegional, at: path["with"], message)]
    }

    /// DESIGN 4.1 bounds the checks of one report.
    private func number(_ context: LintContext) -> [Finding] {
        let local = context.plan.checks.count { $0.from.contains(.local) }
        let vantage = context.plan.checks.count { $0.from.contains(.vantage) }
        let number = local + vantage * context.servingRegions.count
        guard number > AgentReport.mostChecks else { return [] }
        let message =
            "an agent would report \(number) results, but a report holds \(AgentReport.mostChecks); take some away"
        return [Finding(.error, .tooManyChecks, at: LintContext.checks, message)]
    }

    private static let results = 1...100
}

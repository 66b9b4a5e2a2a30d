import Domain

extension FindingCode {
    package static let rejoinsTarget: FindingCode = "rejoins-target"
    package static let clientsWaitForRejoin: FindingCode = "clients-wait-for-rejoin"
}

/// Only what has lost its place becomes a standby, and nobody waits for that.
struct RejoinRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.runbooks.flatMap { target(of: $0) + waiting(in: $0) }
    }

    private func target(of runbook: LintRunbook) -> [Finding] {
        runbook.steps(.postgres(.rejoin)).compactMap { step, path in
            guard step.action.with.path("region") == .region(.target) else { return nil }
            let message = "the target's server is the one that others follow; write region: \"{{source}}\""
            return Finding(.error, .rejoinsTarget, at: path["with"]["region"], message)
        }
    }

    private func waiting(in runbook: LintRunbook) -> [Finding] {
        let rejoins = Set(runbook.steps(.postgres(.rejoin)).map(\.step.id))
        return runbook.steps(.dnsFailover).compactMap { step, path in
            guard !runbook.graph.upstream(of: step.id).isDisjoint(with: rejoins) else { return nil }
            let message = "clients wait until all of a server's data may have been copied; let the rejoin come last"
            return Finding(.warning, .clientsWaitForRejoin, at: path["needs"], message)
        }
    }
}

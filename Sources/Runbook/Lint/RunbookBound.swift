import Domain

/// How long a runbook can take, if every step needs all its tries and each takes all its time. Waiting for people is left
/// out: no plan bounds that.
package struct RunbookBound: Hashable, Sendable {
    package let longest: Duration
    package let waitsForPeople: Bool

    package init(_ steps: [Step]) {
        let graph = StepGraph(steps)
        // Longest first; what needs more comes later in this order, so that each finds its needs done.
        let order = steps.sorted { graph.upstream(of: $0.id).count < graph.upstream(of: $1.id).count }
        var ends: [StepID: Duration] = [:]
        for step in order {
            let start = step.needs.compactMap { ends[$0] }.max() ?? .zero
            ends[step.id] = start + step.longest
        }
        longest = ends.values.max() ?? .zero
        waitsForPeople = steps.contains { $0.action.uses == StepKind.approval.rawValue }
    }
}

extension Step {
    fileprivate var longest: Duration {
        guard action.uses != StepKind.approval.rawValue else { return .zero }
        let tries = min(max(1, retry.attempts), Self.mostTries)
        return (1..<tries).reduce(timeout * tries) { $0 + retry.wait(afterFailures: $1) }
    }

    /// What lint lets through; more would only make this slow.
    private static var mostTries: Int { 100 }
}

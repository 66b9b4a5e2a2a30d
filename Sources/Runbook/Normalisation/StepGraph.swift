import Domain

/// The order of a runbook's steps, as their `needs` say.
///
/// It copes with names that stand for nothing and with cycles, since a plan is looked at before it is known to be sound. Of
/// two steps with one name the first counts.
package struct StepGraph: Sendable {
    private let needs: [StepID: [StepID]]
    private let order: [StepID]

    package init(_ steps: [Step]) {
        needs = Dictionary(steps.map { ($0.id, $0.needs) }, uniquingKeysWith: { first, _ in first })
        order = steps.map(\.id)
    }

    /// Every step that must have ended before this one may start.
    package func upstream(of step: StepID) -> Set<StepID> {
        var found: Set<StepID> = []
        var open = needs[step] ?? []
        while let next = open.popLast() {
            if found.insert(next).inserted { open += needs[next] ?? [] }
        }
        return found
    }

    /// The steps that no other needs, in the order of the runbook.
    package var last: [StepID] {
        let needed = Set(needs.values.joined())
        return order.filter { !needed.contains($0) }
    }

    /// The steps of one cycle, each needing the next and the last the first; `nil` if there is none.
    package var cycle: [StepID]? {
        guard let start = order.first(where: { upstream(of: $0).contains($0) }) else { return nil }
        var path = [start]
        while let next = needs[path[path.count - 1]]?.first(where: { $0 == start || upstream(of: $0).contains(start) })
        {
            if next == start { return path }
            guard !path.contains(next) else { return Array(path[(path.firstIndex(of: next) ?? 0)...]) }
            path.append(next)
        }
        return path
    }
}

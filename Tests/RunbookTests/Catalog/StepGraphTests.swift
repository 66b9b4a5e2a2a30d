import Domain
import Testing

@testable import Runbook

@Suite struct StepGraphTests {
    private func graph(_ needs: KeyValuePairs<StepID, [StepID]>) -> StepGraph {
        StepGraph(needs.map { Step(id: $0.key, action: Action(uses: "hook"), needs: $0.value) })
    }

    @Test func upstreamIsWhatMustHaveEndedBefore() {
        let graph = graph(["a": [], "b": ["a"], "c": ["b", "x"], "d": ["a"]])
        #expect(graph.upstream(of: "c") == ["a", "b", "x"])
        #expect(graph.upstream(of: "a").isEmpty)
        #expect(graph.last == ["c", "d"])
        #expect(graph.cycle == nil)
    }

    static let cycles: [(KeyValuePairs<StepID, [StepID]>, Set<StepID>)] = [
        (["a": ["a"]], ["a"]),
        (["a": ["b"], "b": ["a"]], ["a", "b"]),
        (["z": ["a"], "a": ["b"], "b": ["c"], "c": ["a", "y"], "y": []], ["a", "b", "c"]),
        (["a": ["d", "b"], "d": [], "b": ["c"], "c": ["b", "a"]], ["a", "b", "c"]),
    ]

    @Test(arguments: cycles)
    func aCycleIsFound(needs: KeyValuePairs<StepID, [StepID]>, around: Set<StepID>) throws {
        let cycle = try #require(graph(needs).cycle)
        // Each needs the next, and the last the first.
        for (step, next) in zip(cycle, cycle.dropFirst() + cycle.prefix(1)) {
            #expect(needs.first { $0.key == step }?.value.contains(next) == true)
        }
        #expect(!cycle.isEmpty && around.isSuperset(of: cycle))
    }
}

import Domain
import Testing

@testable import Runbook

/// A planted wrong for each rule: a checker that accepts it proves nothing.
@Suite("The checkers of executions")
struct CheckerTests {
    private static let runbook = [
        Step(id: "a", action: Action(uses: "hook")), Step(id: "b", action: Action(uses: "hook"), needs: ["a"]),
        Step(id: "c", action: Action(uses: "hook"), onFailure: .compensate),
    ]

    @Test(arguments: [
        (["+b1"], "b started before what it needs"),
        (["+a1", "+a2"], "a has two tries at once"),
        (["+a1", "-a1", "+a1"], "a#1 is not a new number"),
        (["+a1", "-a1", "+a2"], "a was tried too often"),
        (["+c1", "-c1", "+a1"], "a started although nothing may"),
        (["+a1", "-a2"], "a#2 ended instead of 1"),
        (["end", "+a1"], "a record after the end: a#1 started"),
    ])
    func theRulesOfRecordsCatch(records: [String], violation: String) {
        var rules = RecordRules(Self.runbook)
        for record in records { rules.check(Self.event(record)) }
        #expect(rules.violations.first == violation)
    }

    @Test(arguments: [ModelWorld.Truth.onItsWay, .running, .done])
    func theWorldCatchesABlindRepetition(truth: ModelWorld.Truth) {
        var world = ModelWorld()
        world.perform(Self.order(attempt: 1))
        world.move(Self.order(attempt: 1).key, to: truth)
        world.perform(Self.order(attempt: 2))
        #expect(world.violations.count == 1)
    }

    @Test func theWorldCatchesAnOrderGivenTwice() {
        var world = ModelWorld()
        world.perform(Self.order(attempt: 1))
        world.move(Self.order(attempt: 1).key, to: .failed)
        world.perform(Self.order(attempt: 1))
        #expect(world.violations.count == 1)
    }

    private static func event(_ text: String) -> JournalEvent {
        guard text != "end" else { return .execution(.ended(execution: "x", outcome: .failed, reason: "")) }
        let (step, attempt) = (StepID(text.dropFirst().prefix(1)), Int(text.suffix(1)) ?? 0)
        return text.hasPrefix("+")
            ? .execution(.stepStarted(execution: "x", step: step, attempt: attempt, isCompensation: false, agent: nil))
            : .execution(
                .stepEnded(
                    execution: "x",
                    step: step,
                    attempt: attempt,
                    isCompensation: false,
                    result: .failed(reason: "exit 1")
                )
            )
    }

    private static func order(attempt: Int) -> StepOrder {
        StepOrder(
            key: HookKey(execution: "x", step: "a", attempt: attempt),
            isCompensation: false,
            action: Action(uses: "hook"),
            step: runbook[0],
            header: .test(runbook)
        )
    }
}

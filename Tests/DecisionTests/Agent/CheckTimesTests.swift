import Domain
import Testing

@testable import Decision

/// When an agent runs a check.
struct CheckTimesTests {
    private let check = AssignedCheck(
        application: "app",
        check: "api",
        subject: "east",
        planVersion: 1,
        uses: "http",
        with: [:],
        every: .seconds(1),
        timeout: .seconds(5),
        downAfter: 2,
        upAfter: 5
    )

    private func agent() -> AgentMachine {
        var machine = AgentMachine(
            AgentSettings(id: "east-1", region: "east", fences: [], recollection: GuardianRecollection(process: 1))
        )
        _ = machine.handle(.started, at: .at(0))
        let assignment = CheckAssignment(version: 1, reportEvery: .seconds(1), checks: [check])
        _ = machine.handle(.received("c1", .assignment(assignment)), at: .at(0))
        return machine
    }

    /// When the check is begun, of ticks every 100 ms, if each look takes so long.
    private func beginnings(lookTakes seconds: [Double]) -> [Double] {
        var machine = agent()
        var begun: [Double] = [0]
        var ends = seconds[0]
        for tick in 1...100 where begun.count < seconds.count {
            let now = Double(tick) / 10
            if ends <= now {
                let key = AgentMachine.CheckKey(check)
                let good = Observation(outcome: .passed, summary: "", took: .zero)
                _ = machine.handle(.checkEnded(key, good), at: .at(now))
                ends = .infinity
            }
            let effects = machine.handle(.ticked, at: .at(now))
            if effects.contains(where: { if case .run = $0 { true } else { false } }) {
                begun.append(now)
                ends = now + seconds[begun.count - 1]
            }
        }
        return begun
    }

    @Test func looksAreBegunAtEqualIntervals() {
        #expect(beginnings(lookTakes: [0.1, 0.3, 0.1, 0.9, 0.1]) == [0, 1, 2, 3, 4])
    }

    /// Otherwise five good results could come within three intervals.
    @Test func whatASlowLookHasHeldUpIsNotCaughtUp() {
        #expect(beginnings(lookTakes: [0.1, 3.5, 0.1, 0.1, 0.1]) == [0, 1, 4.5, 5.5, 6.5])
    }
}

import Foundation
import Testing

@testable import Simulation

/// Rule 7 interrupted: whenever the leader dies in a change of the controllers, the next one completes it, and nobody is fenced.
@Suite struct SetChangeTests {
    /// Around the beginning of the change, in its middle, and around its end.
    @Test(arguments: [5005, 5010, 5030, 8000, 11_500, 11_520])
    func aLeaderMayDieAtAnyInstantOfAChange(milliseconds: Int) throws {
        let script = try Script(
            text: """
                regions a active, b standby, c witness
                controllers 3 in h1 h2 h3
                spares 1 in h4
                agents 2 a region
                lasts 60s
                at 5s order controllers replace controller1 by controller4
                at \(milliseconds)ms kill the leader
                at 35s power off a
                expect "controllers are controller2, controller3, controller4: nothing" before 20s
                expect never "fences app1 in a" before 34s
                expect app1 moves to b between 35s and 58s
                expect app1 is served in the end by b
                """,
            file: "death.scenario"
        )
        let report = ScenarioRun(script).run()
        #expect(report.holds, "\(report.results.filter { $0.failure != nil }) \(report.violation?.description ?? "")")
    }
}

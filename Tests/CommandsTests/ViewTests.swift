import Domain
import Testing
import TestSupport

/// What every view looks like, for people and for programs: one golden file a command, reviewed by a person.
struct ViewTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var arguments: [String]
        var answer: OperatorAnswer

        init(_ name: String, _ arguments: [String], _ answer: OperatorAnswer) {
            self.name = name
            self.arguments = arguments
            self.answer = answer
        }

        var testDescription: String { name }
    }

    static let cases = [
        Case("status", ["status"], OperatorAnswer(.done, "", body: .status(Samples.trouble))),
        Case("status-calm", ["status"], OperatorAnswer(.done, "", body: .status(Samples.calm))),
        Case("status-empty", ["status"], OperatorAnswer(.done, "", body: .status(Samples.status([])))),
        Case(
            "explain",
            ["explain", "us-east-1"],
            OperatorAnswer(.done, "", body: .explanation(Samples.explanation))
        ),
        Case("agents", ["agents"], OperatorAnswer(.done, "", body: .agents(Samples.agents))),
        Case(
            "agents-drain",
            ["agents", "drain", "e1", "--reason", "new disk"],
            OperatorAnswer(.done, "agent e1 is drained")
        ),
        Case("objectives", ["objectives"], OperatorAnswer(.done, "", body: .objectives(Samples.objectives))),
        Case("objectives-empty", ["objectives"], OperatorAnswer(.done, "", body: .objectives([]))),
        Case("controllers", ["controllers"], OperatorAnswer(.done, "", body: .controllers(Samples.controllers))),
        Case("incidents", ["incidents", "--all"], OperatorAnswer(.done, "", body: .incidents(incidents))),
        Case(
            "incidents-show",
            ["incidents", "show", "inc-12"],
            OperatorAnswer(.done, "", body: .incident(Samples.incident))
        ),
        Case("executions", ["executions"], OperatorAnswer(.done, "", body: .executions([Samples.execution()]))),
        Case(
            "executions-show",
            ["executions", "show", "printapp-7"],
            OperatorAnswer(.done, "", body: .execution(compensated, output: output, nextOutput: 2))
        ),
        Case("plan-show", ["plan", "show", "printapp"], OperatorAnswer(.done, "", body: .plan(planView))),
        Case(
            "plan-normalised",
            ["plan", "show", "printapp", "--normalised"],
            OperatorAnswer(.done, "", body: .plan(planView))
        ),
        Case(
            "failover-dry-run",
            ["failover", "printapp", "--reason", "test", "--dry-run"],
            OperatorAnswer(.done, "would move printapp to us-west-2", body: .move(Samples.move(isDryRun: true)))
        ),
        Case(
            "failover-no-follow",
            ["failover", "printapp", "--reason", "test", "--no-follow"],
            OperatorAnswer(.done, "moving printapp to us-west-2", body: .move(Samples.move()))
        ),
        Case(
            "failover-refused",
            ["failover", "printapp", "--reason", "test"],
            OperatorAnswer(
                .refused,
                "denied: dataLoss: 22m",
                body: .move(Samples.move(denials: denials, proposal: nil))
            )
        ),
        Case(
            "no-leader",
            ["freeze", "--reason", "storm", "--for", "2h"],
            OperatorAnswer(.noQuorumOrLeader, "b does not lead; there is no leader; try again")
        ),
    ]

    static let incidents = [Samples.resolved, Samples.incident]
    static let denials = [Denial(.dataLoss, "22m would be lost, the RPO is 15m")]
    static let planView = PlanView(
        version: 3,
        source: "version: 1\napplication: printapp # as written\n",
        plan: Samples.plan
    )
    static let output = [
        OutputLine(step: "promote", attempt: 1, text: "waiting for db-2"),
        OutputLine(step: "promote", attempt: 1, text: "\u{1B}]0;owned\u{07}promoted"),
    ]

    static var compensated: ExecutionView {
        var steps = Samples.steps
        steps[0].compensation = .succeeded
        steps[0].compensationReason = "db-2 follows again"
        steps[1].state = .passedOver
        steps[1].reason = "the condition does not hold"
        steps[1].question = nil
        steps[2].state = .inDoubt
        steps[2].reason = "the agent went away"
        return Samples.execution(.ended, outcome: .compensated, reason: "redeploy failed", steps: steps)
    }

    @Test(arguments: cases)
    func looksAsReviewed(_ example: Case) async throws {
        let bench = try Bench([FakeController { _ in example.answer }])
        var text = ""
        for format in ["text", "json"] {
            let run = try await bench.runAsOperator(example.arguments + ["--output", format])
            #expect(run.code == Int32(example.answer.outcome.rawValue))
            text += "$ holdfast \((example.arguments + ["--output", format]).joined(separator: " "))\n\(run.output)"
            text += run.error.isEmpty ? "" : "--- standard error\n\(run.error)"
            text += "--- exit code \(run.code)\n"
            #expect(!(run.output + run.error).contains { $0 != "\n" && $0.unicodeScalars.contains { $0.value < 0x20 } })
        }
        try golden.check(text, against: "\(example.name).txt")
    }
}

import Commands
import Domain
import Ports
import Testing

struct ExitCodeTests {
    @Test(arguments: [
        [], ["plan"], ["--help"], ["status", "--help"], ["pki", "issue", "--help"],
    ])
    func helpIsNoError(arguments: [String]) async throws {
        let run = await (try Bench()).run(arguments)
        #expect(run.code == 0)
        #expect(run.output.contains("USAGE"))
        #expect(run.error.isEmpty)
    }

    @Test(arguments: [
        "stauts", "status --no-such", "explain", "failover printapp", "failover printapp --reason x --accept-loss 22",
        "failover printapp --reason x --override everything", "freeze --reason x --for -2h", "incidents resolve inc-1",
        "agents drain", "executions retry printapp-1 --reason x", "plan apply", "status --output xml",
        "status --watch --output json", "journal tail -n -1", "pki init", "pki init --cluster a/b",
        "pki issue agent us-east-1", "pki issue operator ../x", "pki issue operator ann --days 0",
    ])
    func wrongArgumentsExitWithTwo(line: String) async throws {
        let run = await (try Bench()).run(line.split(separator: " ").map(String.init))
        #expect(run.code == 2)
        #expect(run.error.hasPrefix("Error: "), "\(run.error)")
        #expect(run.output.isEmpty)
    }

    @Test func aReasonOfBlanksIsNoReason() async throws {
        let run = await (try Bench()).run(["freeze", "--reason", " "])
        #expect(run.code == 2)
    }

    @Test(arguments: [
        (OperatorAnswer.Outcome.done, Int32(0)), (.failed, 1), (.usage, 2), (.refused, 3), (.noQuorumOrLeader, 4),
    ])
    func theControllersOutcomeIsTheExitCode(outcome: OperatorAnswer.Outcome, code: Int32) async throws {
        let bench = try Bench([FakeController { _ in OperatorAnswer(outcome, "because") }])
        let run = try await bench.runAsOperator(["approve", "q-7"])
        #expect(run.code == code)
        #expect((outcome == .done ? run.output : run.error).contains("because"))
        #expect((outcome == .done ? run.error : run.output).isEmpty)
    }

    @Test(arguments: [
        (PortError.Code.unavailable, Int32(4)), (.outcomeUnknown, 1), (.rejected, 1), (.conditionFailed, 3),
        (.damaged, 1),
    ])
    func aFailedConnectionSaysSo(error: PortError.Code, code: Int32) async throws {
        let link = FakeController { _ throws(PortError) in throw PortError(error, "cannot connect to a:7420") }
        let run = try await (try Bench([link])).runAsOperator(["approve", "q-7"])
        #expect(run.code == code)
        #expect(run.error.contains("cannot connect to a:7420"))
    }

    @Test(arguments: [
        ("explain nowhere", "holdfast status"), ("incidents show inc-9", "holdfast incidents --all"),
        ("executions show x-9", "holdfast executions"), ("executions follow x-9", "holdfast executions"),
        ("plan show nothing", "holdfast status"),
    ])
    func whatIsNotThereIsNamedWithTheListOfWhatIs(line: String, advice: String) async throws {
        let bench = try Bench([FakeController { _ in OperatorAnswer(.usage, "there is no such thing here") }])
        let run = try await bench.runAsOperator(line.split(separator: " ").map(String.init))
        #expect(run.code == 2)
        #expect(run.error.contains(advice), "\(run.error)")
    }

    @Test func whatIsMissingIsNamedWithTheWayToGiveIt() async throws {
        let bench = try Bench()
        #expect(await bench.run(["status"]).error.contains("--controller"))
        let run = await bench.run(["status", "--controller", "a"])
        #expect(run.code == 2)
        #expect(run.error.contains("--cert"))
    }
}

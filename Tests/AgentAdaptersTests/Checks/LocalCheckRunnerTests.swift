import Domain
import Foundation
import Runbook
import SystemClock
import TestSupport
import Testing

@testable import AgentAdapters

struct LocalCheckRunnerTests {
    private let clock = SystemTime()

    private func check(
        _ uses: String,
        _ parameters: Parameters,
        timeout: Duration = .seconds(5),
        script: String = "true"
    ) async -> Observation {
        let hook = HookDefinition(name: "lag", argv: ["sh", "-c", script], timeout: .seconds(60))
        let assigned = AssignedCheck.sample(uses, parameters, id: "lag", timeout: timeout)
        return await LocalCheckRunner(hooks: [hook]).run(assigned)
    }

    @Test(arguments: [
        ("echo OK - fine; exit 0", Observation.Outcome.passed, "OK - fine"), ("exit 0", .passed, "exit code 0"),
        ("echo slow; exit 1", .passed, "warning: slow"), ("echo gone; exit 2", .failed, "critical: gone"),
        ("echo what; exit 3", .notRun, "exit code 3: what"), ("exit 127", .notRun, "exit code 127"),
        ("kill -9 $$", .notRun, "killed by signal 9"),
    ])
    func exitCodesMeanWhatTheyMeanToMonitoringPlugins(
        script: String,
        outcome: Observation.Outcome,
        summary: String
    ) async {
        let observation = await check("hook", ["hook": "lag"], script: script)
        #expect(observation.outcome == outcome)
        #expect(observation.summary == summary)
    }

    @Test func aCommandThatHangsFailsInTime() async {
        let before = clock.instant
        let observation = await check("hook", ["hook": "lag"], timeout: .milliseconds(200), script: "sleep 600")
        #expect(observation.outcome == .failed)
        #expect(clock.instant - before < .seconds(5))
    }

    @Test func performanceDataBecomesFigures() async {
        let script = #"""
            echo "OK | lag=1.5s;10;20;0 'rows behind'=-3;; bad other=x load=1e2 =7 kept=5ms"; echo 'more | late=2'
            """#
        let observation = await check("hook", ["hook": "lag"], script: script)
        #expect(observation.summary == "OK")
        #expect(observation.figures == ["lag": 1.5, "rows behind": -3, "load": 100, "kept": 5, "late": 2])
    }

    @Test func theCheckReachesTheCommandAsEnvironment() async {
        let parameters: Parameters = ["hook": "lag", "parameters": .table(["max-lag": .number(3), "db": "main"])]
        let script = "echo $HOLDFAST_APPLICATION $HOLDFAST_CHECK $HOLDFAST_REGION $HOLDFAST_MAX_LAG $HOLDFAST_DB"
        #expect(await check("hook", parameters, script: script).summary == "printapp lag us-east-1 3 main")
    }

    @Test(
        arguments: [
            ("hook", ["hook": "rm"]), ("hook", [:]), ("hook", ["hook": "lag", "parameters": .table(["a b": "c"])]),
            ("hook", ["hook": "lag", "parameters": .table(["application": "c"])]),
            ("hook", ["hook": "lag", "parameters": "x"]),
            ("tcp", [:]), ("tcp", ["host": "127.0.0.1"]), ("tcp", ["address": "127.0.0.1"]),
            ("tcp", ["host": "127.0.0.1", "port": 99_999]), ("http", [:]), ("http", ["url": "gopher://x"]),
            ("dance", [:]),
        ] as [(String, Parameters)]
    )
    func whatCannotBeRunSaysNothing(uses: String, parameters: Parameters) async {
        let observation = await check(uses, parameters)
        #expect(observation.outcome == .notRun)
        #expect(!observation.summary.isEmpty)
    }

    @Test(arguments: CheckKind.allCases) func everyKindThatAPlanCanNameIsKnown(kind: CheckKind) async {
        #expect(await !check(kind.rawValue, [:]).summary.contains("update it"))
    }

    @Test func tcpAndHTTPChecksReachAServer() async throws {
        let argv = ["python3", "-u", "-m", "http.server", "--bind", "127.0.0.1", "0"]
        try await Background.with(argv) { server in
            let line = try #require(await server.line("Serving"))
            let port = try #require(line.firstMatch(of: /port ([0-9]+)/)?.output.1)
            let connected = await check("tcp", ["address": .text("127.0.0.1:\(port)")])
            #expect(connected.outcome == .passed)
            #expect(connected.figures["connect_ms"] != nil)
            #expect(await check("tcp", ["host": "localhost", "port": .text(String(port))]).outcome == .passed)
            let url = Parameter.text("http://127.0.0.1:\(port)/")
            #expect(await check("http", ["url": url, "contains": "Directory listing"]).outcome == .passed)
            let refused = await check("http", ["url": url, "statuses": [404]])
            #expect(refused.summary == "status 200; expected 404")
        }
        #expect(await check("tcp", ["address": "127.0.0.1:1"]).outcome == .failed)
    }
}

import Domain
import Foundation
import Synchronization
import SystemClock
import Testing
import TestSupport

@testable import AgentAdapters

struct LocalHookRunnerTests {
    private let scratch: Scratch
    private let key = HookKey(execution: "printapp-7", step: "promote", attempt: 1)

    init() throws { scratch = try Scratch() }

    /// Runs on the ledger in `ledger`, as every agent process of this test does.
    private func runner(
        _ script: String,
        inspect: String? = nil,
        timeout: Duration = .seconds(20),
        stopGrace: Duration = .milliseconds(100)
    ) async throws -> LocalHookRunner {
        let hook = HookDefinition(
            name: "promote",
            argv: ["sh", "-c", script],
            timeout: timeout,
            inspect: inspect.map { ["sh", "-c", $0] },
            stopGrace: stopGrace
        )
        return try await LocalHookRunner(definitions: [hook], ledger: scratch.file("ledger"), log: testLog)
    }

    private func order(
        _ purpose: HookOrder.Purpose = .run,
        key: HookKey? = nil,
        hook: HookName = "promote",
        parameters: [String: String] = [:],
        timeout: Duration = .seconds(20),
        ledger: HookLedgerID? = nil
    ) -> HookOrder {
        HookOrder(
            key: key ?? self.key,
            purpose: purpose,
            term: 4,
            application: "printapp",
            epoch: 9,
            hook: hook,
            parameters: parameters,
            timeout: timeout,
            ledger: ledger
        )
    }

    private var runs: Int { scratch.text("runs")?.split(separator: "\n").count ?? 0 }
    private var countRun: String { "echo x >>\(scratch.file("runs"));" }

    @Test func theOrderReachesTheCommandAsEnvironment() async throws {
        let runner = try await runner("env | grep HOLDFAST_ | sort")
        let lines = Mutex("")
        let status = await runner.carryOut(order(parameters: ["replica-lag": "5 m\n$(id)"])) { piece in
            lines.withLock { $0 += piece.text }
        }
        #expect(status == HookStatus(key: key, state: .succeeded(outputs: [:])))
        #expect(
            lines.withLock { $0 } == """
                HOLDFAST_APPLICATION=printapp
                HOLDFAST_ATTEMPT=1
                HOLDFAST_EPOCH=9
                HOLDFAST_EXECUTION=printapp-7
                HOLDFAST_HOOK=promote
                HOLDFAST_REPLICA_LAG=5 m
                HOLDFAST_STEP=promote
                HOLDFAST_TERM=4

                """
        )
    }

    @Test func outputsAndTheReasonOfAFailureAreRead() async throws {
        let good = try await runner("echo '::output lsn=0/16B3740'; echo '::output lsn = 1 '; echo '::output bad'")
        #expect(await good.carryOut(order()) { _ in }.state == .succeeded(outputs: ["lsn": "1"]))
        let bad = try await runner("echo one; echo 'no space left' >&2; echo; exit 3")
        let other = HookKey(execution: "printapp-7", step: "promote", attempt: 2)
        let state = await bad.carryOut(order(key: other)) { _ in }.state
        #expect(state == .failed(exitCode: 3, summary: "no space left"))
        let mute = try await runner("exit 4")
        let third = HookKey(execution: "printapp-7", step: "promote", attempt: 3)
        let silence = await mute.carryOut(order(key: third)) { _ in }.state
        #expect(silence == .failed(exitCode: 4, summary: "it printed nothing"))
    }

    @Test func outputIsPassedOnWhileTheHookRuns() async throws {
        let runner = try await runner("echo first; while ! test -e \(scratch.file("go")); do sleep 0.02; done")
        let seen = OneShot<String>()
        async let status = runner.carryOut(order()) { seen.fulfil($0.text) }
        #expect(await seen.value == "first\n")
        #expect(await runner.carryOut(order(.inspect)) { _ in }.state == .running)
        #expect(FileManager.default.createFile(atPath: scratch.file("go"), contents: nil))
        #expect(await status.state == .succeeded(outputs: [:]))
    }

    @Test func aFloodOfOutputIsCut() async throws {
        let runner = try await runner(
            "head -c 3000000 /dev/zero | tr '\\0' x; echo; yes | head -n 300000; echo '::output end=1'"
        )
        let total = Mutex(0)
        let longest = Mutex(0)
        let status = await runner.carryOut(order()) { piece in
            total.withLock { $0 += piece.text.utf8.count }
            longest.withLock { $0 = max($0, piece.text.utf8.count) }
        }
        #expect(status.state == .succeeded(outputs: ["end": "1"]))
        #expect((200_000...270_000).contains(total.withLock { $0 }))
        #expect(longest.withLock { $0 } <= 8192)
    }

    @Test func theSameOrderNeverRunsTwice() async throws {
        let runner = try await runner("\(countRun) sleep 0.2; echo '::output n=1'")
        let expected = HookStatus.State.succeeded(outputs: ["n": "1"])
        await withTaskGroup { group in
            for _ in 0..<5 { group.addTask { await runner.carryOut(order()) { _ in }.state } }
            for await state in group { #expect(state == expected) }
        }
        #expect(await runner.carryOut(order()) { _ in }.state == expected)
        let successor = try await self.runner(countRun)
        #expect(await successor.carryOut(order()) { _ in }.state == expected)
        #expect(await successor.carryOut(order(.inspect)) { _ in }.state == expected)
        #expect(runs == 1)
    }

    @Test func askingAboutAnOrderThatNeverCameStartsNothing() async throws {
        let runner = try await runner(countRun, inspect: countRun)
        #expect(await runner.carryOut(order(.inspect)) { _ in }.state == .notStarted)
        #expect(runs == 0)
    }

    @Test func anAgentWithoutTheHookSaysThatItHasNotRunIt() async throws {
        let runner = try await runner(countRun)
        #expect(await runner.carryOut(order(.inspect, hook: "deploy")) { _ in }.state == .notStarted)
    }

    @Test(arguments: [
        (nil, HookStatus.State.interrupted), ("echo '::output lsn=7'", .succeeded(outputs: ["lsn": "7"])),
        ("exit 1", .notStarted), ("exit 2", .interrupted), ("sleep 600", .interrupted),
        ("/no/such/program", .interrupted),
    ])
    func anOrderWhoseAgentDiedIsInspectedAndNotRepeated(inspect: String?, expected: HookStatus.State) async throws {
        let predecessor = HookLedgerEntry(key: key, startedAt: Timestamp(milliseconds: 0))
        try HookLedger(directory: scratch.file("ledger")).store(predecessor)
        let runner = try await runner(countRun, inspect: inspect, timeout: .seconds(3))
        #expect(await runner.carryOut(order(.inspect)) { _ in }.state == expected)
        #expect(await runner.carryOut(order(.run)) { _ in }.state == expected)
        #expect(runs == 0)
    }

    @Test(arguments: [
        (nil, HookStatus.State.interrupted), ("echo '::output lsn=7'", .succeeded(outputs: ["lsn": "7"])),
        ("exit 1", .notStarted),
    ])
    func anOrderToALostLedgerIsInspectedAndNotRepeated(inspect: String?, expected: HookStatus.State) async throws {
        let ledger = try await runner(countRun).ledger
        #expect(try await runner(countRun).ledger == ledger, "it survives a restart")
        try FileManager.default.removeItem(atPath: scratch.file("ledger"))
        let runner = try await runner(countRun, inspect: inspect)
        #expect(runner.ledger != ledger)
        #expect(await runner.carryOut(order(.inspect, ledger: ledger)) { _ in }.state == expected)
        #expect(await runner.carryOut(order(.run, ledger: ledger)) { _ in }.state == expected)
        #expect(runs == 0)
        let new = order(key: HookKey(execution: "printapp-7", step: "promote", attempt: 2), ledger: runner.ledger)
        #expect(await runner.carryOut(new) { _ in }.state == .succeeded(outputs: [:]))
        #expect(runs == 1)
    }

    @Test func anOrderThatStillRunsUnderADeadAgentIsRunning() async throws {
        try await Background.with(["sh", "-c", "echo $$; exec sleep 600"]) { orphan in
            let line = await orphan.line("")
            let pid = try #require(line.flatMap { Int32($0) })
            var entry = HookLedgerEntry(key: key, startedAt: Timestamp(milliseconds: 0))
            entry.process = HookLedgerEntry.Process(pid: pid)
            try HookLedger(directory: scratch.file("ledger")).store(entry)
            let runner = try await runner(countRun)
            #expect(await runner.carryOut(order()) { _ in }.state == .running)
            await sh(["kill", "\(pid)"])
            #expect(await eventually { await runner.carryOut(order()) { _ in }.state == .interrupted })
            #expect(runs == 0)
        }
    }

    @Test func anOrderThatStillRunsUnderADeadAgentIsStopped() async throws {
        try await Background.with(["sh", "-c", "trap '' TERM; echo $$; sleep 600; sleep 600"]) {
            orphan in
            let pid = try #require(await orphan.line("").flatMap { Int32($0) })
            var entry = HookLedgerEntry(key: key, startedAt: Timestamp(milliseconds: 0))
            entry.process = HookLedgerEntry.Process(pid: pid)
            try HookLedger(directory: scratch.file("ledger")).store(entry)
            let runner = try await runner(countRun)
            await runner.stop(key)
            #expect(await eventually { await runner.carryOut(order()) { _ in }.state == .interrupted })
            #expect(runs == 0)
        }
    }

    @Test func aDamagedEntryIsAnOrderWhoseEndIsNotKnown() async throws {
        let first = try await runner(countRun)
        #expect(await first.carryOut(order()) { _ in }.state == .succeeded(outputs: [:]))
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.file("ledger"))
        let name = try #require(names.first { $0.hasSuffix(".json") })
        try "{".write(toFile: scratch.file("ledger/\(name)"), atomically: true, encoding: .utf8)
        let second = try await runner(countRun)
        #expect(await second.carryOut(order()) { _ in }.state == .interrupted)
        #expect(runs == 1)
    }

    @Test func aHookThatTakesTooLongIsTimedOutByTheShorterOfTheTwoLimits() async throws {
        let strict = try await runner("sleep 600", timeout: .milliseconds(200))
        #expect(await strict.carryOut(order()) { _ in }.state == .timedOut)
        let other = HookKey(execution: "printapp-7", step: "promote", attempt: 2)
        let patient = try await runner("sleep 600")
        let state = await patient.carryOut(order(key: other, timeout: .milliseconds(200))) { _ in }.state
        #expect(state == .timedOut)
    }

    @Test func aStoppedHookSaysThatItWasEndedOnOrder() async throws {
        let runner = try await runner("\(countRun) sleep 600")
        async let status = runner.carryOut(order()) { _ in }
        #expect(await eventually { runs == 1 })
        await runner.stop(key)
        #expect(await status.state == .failed(exitCode: 143, summary: "was ended on order"))
        #expect(await runner.carryOut(order()) { _ in }.state == .failed(exitCode: 143, summary: "was ended on order"))
    }

    @Test func aHookWhoseAgentStopsIsEndedAndLeftInDoubt() async throws {
        let runner = try await runner("\(countRun) sleep 600", inspect: "exit 0")
        let state = await withTaskGroup { group in
            group.addTask { await runner.carryOut(order()) { _ in }.state }
            _ = await eventually { runs == 1 }
            group.cancelAll()
            return await group.next()
        }
        #expect(state == .interrupted)
        let successor = try await self.runner(countRun, inspect: "exit 0")
        #expect(await successor.carryOut(order(.inspect)) { _ in }.state == .succeeded(outputs: [:]))
    }

    @Test func noHookRunsWithoutItsLedger() async throws {
        let runner = try await runner(countRun)
        try FileManager.default.removeItem(atPath: scratch.file("ledger"))
        guard case .refused(let refusal) = await runner.carryOut(order(), output: { _ in }).state else {
            Issue.record("it was not refused")
            return
        }
        #expect(refusal.code == .unavailable)
        #expect(runs == 0)
    }

    @Test func whatTheAgentsFileDoesNotDefineIsRefused() async throws {
        let runner = try await runner(countRun)
        #expect(runner.hooks == ["promote"])
        let orders = [
            order(hook: "rm"), order(key: HookKey(execution: "../../etc/x", step: "a", attempt: 1)),
            order(parameters: ["a b": ""]), order(parameters: ["epoch": "99"]),
            order(parameters: ["LD_PRELOAD=x": "y"]),
        ]
        for order in orders {
            guard case .refused = await runner.carryOut(order, output: { _ in }).state else {
                Issue.record("it was not refused: \(order)")
                return
            }
        }
        #expect(runs == 0)
    }
}

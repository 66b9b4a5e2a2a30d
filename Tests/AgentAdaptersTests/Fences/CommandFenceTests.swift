import Domain
import Foundation
import SystemClock
import Testing
import TestSupport

@testable import AgentAdapters

struct CommandFenceTests {
    private let clock = SystemTime()
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// A fence around the file `door`: writes are possible while it is there.
    private func fence(
        close: String = "rm -f DOOR",
        open: String = "echo $HOLDFAST_LEASE_DEADLINE_MS >DOOR",
        extend: String? = "echo $HOLDFAST_LEASE_DEADLINE_MS >DOOR",
        hardStop: HardStop? = nil,
        hookLimit: Duration = .seconds(3)
    ) -> CommandFence {
        let shell = { (script: String) in
            ["sh", "-c", script.replacingOccurrences(of: "DOOR", with: scratch.file("door"))]
        }
        let configuration = CommandFenceConfiguration(
            application: "printapp",
            close: shell(close),
            open: shell(open),
            extend: extend.map(shell),
            hardStop: hardStop ?? .command(shell("echo hard >>\(scratch.file("stops")); rm -f DOOR")),
            hookLimit: hookLimit,
            hardStopLimit: .seconds(20),
            // A busy machine must not be taken for a fence that hangs.
            starting: .seconds(20),
            fenceTimeout: .seconds(600)
        )
        return CommandFence(configuration, supervision: .success(Supervision(watchdog: .seconds(3))), log: testLog)
    }

    private func soon(_ duration: Duration = .seconds(30)) -> Instant { clock.instant.advanced(by: duration) }
    private var isOpen: Bool { scratch.text("door") != nil }
    private var hardStops: Int { scratch.text("stops")?.split(separator: "\n").count ?? 0 }

    private var toldMilliseconds: Int { scratch.text("door").flatMap { Int($0.trimmed) } ?? -1 }

    @Test func openingTellsTheDeadlineAndClosingEndsIt() async {
        let fence = fence()
        #expect(await fence.open(until: soon(.seconds(20))))
        #expect((1...20_000).contains(toldMilliseconds))
        #expect(await fence.extend(until: soon(.seconds(600))))
        #expect(toldMilliseconds > 20_000)
        await fence.close()
        #expect(!isOpen)
        #expect(hardStops == 0)
    }

    @Test(arguments: ["exit 1", "sleep 600", "trap '' TERM; sleep 600", "kill -9 $$"])
    func whenTheClosingCommandFailsOrHangsTheHardStopComesWithinTheBound(close: String) async {
        let fence = fence(close: close)
        #expect(await fence.open(until: soon()))
        let before = clock.instant
        await fence.close()
        #expect(!isOpen)
        #expect(hardStops == 1)
        #expect(clock.instant - before < fence.description.bound)
    }

    @Test func closingAgainRunsTheClosingCommand() async {
        let fence = fence()
        await fence.close()
        #expect(FileManager.default.createFile(atPath: scratch.file("door"), contents: nil))
        #expect(await fence.closeAgain() == .wasClosed, "a command cannot tell")
        #expect(!isOpen)
        #expect(hardStops == 0)
    }

    @Test func whenTheClosingCommandFailsTheSecondTimeTheHardStopComes() async {
        let fence = fence(close: "exit 1")
        await fence.close()
        #expect(FileManager.default.createFile(atPath: scratch.file("door"), contents: nil))
        _ = await fence.closeAgain()
        #expect(!isOpen)
        #expect(hardStops == 2)
    }

    @Test func aCommandAtWorkIsNotRunTwice() async {
        let runs = scratch.file("runs")
        let fence = fence(close: "echo x >>\(runs); sleep 1")
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await fence.close() }
            #expect(await eventually { scratch.text("runs") != nil })
            _ = await fence.closeAgain()
        }
        #expect(scratch.text("runs") == "x\n")
    }

    @Test func aHardStopThatFailsIsTriedUntilItSucceeds() async throws {
        let counter = scratch.file("tries")
        let hardStop = "echo x >>\(counter); test $(wc -l <\(counter)) -ge 3 && rm -f \(scratch.file("door"))"
        let fence = fence(close: "exit 1", hardStop: .command(["sh", "-c", hardStop]))
        #expect(await fence.open(until: soon()))
        await fence.close()
        #expect(!isOpen)
        #expect(scratch.text("tries") == "x\nx\nx\n")
    }

    @Test(arguments: ["exit 1", "touch DOOR; exit 1", "touch DOOR; sleep 600"])
    func anOpeningThatFailsLeavesTheFenceClosed(open: String) async {
        let fence = fence(open: open)
        #expect(await !fence.open(until: soon()))
        #expect(!isOpen)
        #expect(await !fence.extend(until: soon()))
    }

    @Test func anOpeningThatOutlivesTheLeaseIsUndone() async {
        let fence = fence(open: "touch DOOR; sleep 0.2")
        #expect(await !fence.open(until: soon(.milliseconds(100))))
        #expect(!isOpen)
    }

    @Test func nothingIsRunForALeaseThatIsOver() async {
        let fence = fence()
        #expect(await !fence.open(until: clock.instant))
        #expect(!isOpen)
    }

    @Test func anExtensionThatFailsCloses() async {
        let fence = fence(extend: "exit 1")
        #expect(await fence.open(until: soon()))
        #expect(await !fence.extend(until: soon()))
        #expect(!isOpen)
    }

    @Test func aCloseOvertakesAnOpeningAtWorkAndHasTheLastWord() async {
        let started = scratch.file("started")
        let fence = fence(open: "touch \(started); sleep 1; touch DOOR; sleep 600", hookLimit: .seconds(20))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { #expect(await !fence.open(until: soon())) }
            #expect(await eventually { FileManager.default.fileExists(atPath: started) })
            let before = clock.instant
            await fence.close()
            #expect(clock.instant - before < .seconds(10))
        }
        #expect(!isOpen)
        // Whatever of the opening command survived would open the door now.
        await OwnThread.pause(.milliseconds(1200))
        #expect(!isOpen)
    }

    @Test func closingWorksInACancelledTask() async {
        let fence = fence()
        #expect(await fence.open(until: soon()))
        await withTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask { await fence.close() }
        }
        #expect(!isOpen)
        #expect(hardStops == 0)
    }

    @Test func theHardStopKillsTheProcessOfThePIDFileWithAllItsDescendants() async throws {
        let pids = ["root", "child", "grandchild"].map(scratch.file)
        let server = try scratch.script(
            "server",
            """
            trap '' TERM
            setsid sh -c 'echo $$ >\(pids[1]); sleep 600 & echo $! >\(pids[2]); wait' &
            echo $$ >\(pids[0])
            wait
            """
        )
        let fence = fence(close: "exit 1", hardStop: .kill(pidFile: pids[0]))
        try await Background.with([server]) { _ in
            #expect(await eventually { pids.allSatisfy(isAlive) })
            await fence.close()
            for file in pids { #expect(!isAlive(pidFile: file)) }
        }
        // A file that is not there means that nothing runs.
        try FileManager.default.removeItem(atPath: pids[0])
        await fence.close()
    }

    @Test(arguments: ["", "garbage", "1", "-5", "0"])
    func aPIDFileThatNamesNoProcessIsNoProof(text: String) throws {
        try text.write(toFile: scratch.file("pid"), atomically: true, encoding: .utf8)
        guard case .failure = ProcessTree.kill(pidFile: scratch.file("pid"), until: clock.instant) else {
            Issue.record("it was taken for a success")
            return
        }
    }
}

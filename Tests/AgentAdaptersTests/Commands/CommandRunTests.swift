import Domain
import Glibc
import Synchronization
import SystemClock
import Testing
import TestSupport

@testable import AgentAdapters

struct CommandRunTests {
    private let clock = SystemTime()
    /// Limits that a busy machine does not reach.
    private static let patient = CommandLimits(timeout: .seconds(300), starting: .seconds(60))

    @Test(arguments: [
        ("exit 0", CommandEnd.exited(0)), ("exit 7", .exited(7)), ("kill -SEGV $$", .signalled(SIGSEGV)),
    ])
    func theEndOfACommandIsTold(script: String, expected: CommandEnd) async {
        let run = CommandRun(Command(["sh", "-c", script]), limits: Self.patient)
        #expect(await run.run() == expected)
        #expect(run.isGone)
    }

    @Test(arguments: [["/no/such/program"], [], ["sh", "-c", "zero \0 byte"]])
    func whatCannotStartSaysWhy(argv: [String]) async {
        let end = await CommandRun(Command(argv), limits: Self.patient).run()
        guard case .notStarted(let reason) = end else {
            Issue.record("it ended as \(end)")
            return
        }
        #expect(!reason.isEmpty)
    }

    /// Who is to know of a process knows it before anything is done; also if the one who starts it dies in between.
    @Test func aCommandThatIsAdmittedDoesNothingBefore() async throws {
        let scratch = try Scratch()
        let mark = scratch.file("mark")
        let held = Mutex<(command: String, mark: Bool)?>(nil)
        let run = CommandRun(Command(["sh", "-c", "touch \(mark); cat; echo $$"]), limits: Self.patient)
        let output = OutputTail()
        let end = await run.run(
            admit: { pid in
                let command = Self.arguments(of: pid)
                held.withLock { $0 = (command, access(mark, F_OK) == 0) }
                output.append(Array("\(pid) ".utf8)[...])
                return true
            },
            output: { output.append($0) }
        )
        #expect(end == .exited(0))
        let before = try #require(held.withLock { $0 })
        #expect(before.command.contains("read -r word") && !before.mark)
        let ids = output.text.split(separator: " ")
        #expect(ids.count == 2 && ids.first == ids.last, "the process is the same: \(output.text)")
    }

    /// The arguments of a process that was just started: posix_spawn(3) returns before the kernel has put them in place.
    private static func arguments(of pid: pid_t) -> String {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            if let arguments = TextFile.read("/proc/\(pid)/cmdline"), !arguments.isEmpty { return arguments }
            usleep(1000)
        }
        return ""
    }

    @Test func aCommandThatIsNotAdmittedDoesNothing() async throws {
        let scratch = try Scratch()
        let run = CommandRun(Command(["touch", scratch.file("mark")]), limits: Self.patient)
        #expect(await run.run(admit: { _ in false }) == .notStarted("it was not admitted"))
        #expect(run.isGone)
        #expect(access(scratch.file("mark"), F_OK) != 0)
    }

    @Test func aHangingCommandIsKilledWithItsChildrenWithinItsBound() async throws {
        let scratch = try Scratch()
        let script = "trap '' TERM; sleep 600 & echo $! >\(scratch.file("child")); wait; sleep 600"
        let limits = CommandLimits(timeout: .milliseconds(300), grace: .milliseconds(100), starting: .seconds(60))
        let before = clock.instant
        let end = await CommandRun(Command(["sh", "-c", script]), limits: limits).run()
        #expect(end == .timedOut)
        #expect(clock.instant - before < limits.bound + .seconds(1))
        #expect(await eventually { !isAlive(pidFile: scratch.file("child")) })
    }

    @Test func aCommandThatEndsWhenAskedIsNotKilled() async {
        let output = OutputTail()
        let limits = CommandLimits(timeout: .seconds(300), grace: .seconds(60), starting: .seconds(60))
        let script = "trap 'echo asked; exit 0' TERM; echo ready; while :; do sleep 0.05; done"
        let run = CommandRun(Command(["sh", "-c", script]), limits: limits)
        async let end = run.run(output: { output.append($0) })
        #expect(await eventually { output.text.contains("ready") })
        run.stop()
        #expect(await end == .stopped)
        #expect(output.text.hasSuffix("asked"))
    }

    @Test func aDaemonThatHoldsTheOutputOpenDoesNotHoldUpTheCommand() async throws {
        let scratch = try Scratch()
        let script = "setsid sleep 600 & echo $! >\(scratch.file("daemon")); echo done"
        let before = clock.instant
        let run = CommandRun(Command(["sh", "-c", script]), limits: Self.patient)
        let (end, lastWords) = await run.runQuietly()
        #expect(end == .exited(0))
        #expect(lastWords == "done")
        #expect(clock.instant - before < .seconds(300))
        #expect(isAlive(pidFile: scratch.file("daemon")))
        await sh(["sh", "-c", "kill $(cat \(scratch.file("daemon")))"])
    }

    @Test func aCommandHasTheRightsOfItsUserAndASessionOfItsOwn() async {
        let command = Command(
            [
                "sh", "-c",
                #"echo "$(id -un) $HOME $GREETING $(ps -o sid= -p $$ | tr -d ' ') $$ ${NOTIFY_SOCKET:-none}""#,
            ],
            environment: ["GREETING": "hello"],
            user: "nobody"
        )
        setenv("NOTIFY_SOCKET", "/run/only/for/the/agent", 1)
        defer { unsetenv("NOTIFY_SOCKET") }
        let (end, words) = await CommandRun(command, limits: Self.patient).runQuietly()
        let parts = words.split(separator: " ")
        #expect(end == .exited(0), "\(words)")
        #expect(parts.prefix(3) == ["nobody", "/nonexistent", "hello"], "\(words)")
        #expect(parts.count == 6 && parts[3] == parts[4] && parts[5] == "none", "\(words)")
    }

    @Test func aCommandInheritsNoDescriptors() async {
        // Not closed on exec, as a careless library would leave it.
        let careless = fcntl(0, F_DUPFD, 60)
        defer { close(careless) }
        let (_, words) = await CommandRun(
            Command(["ls", "/proc/self/fd"]),
            limits: Self.patient
        ).runQuietly()
        // The fourth is the directory that ls reads.
        #expect(words == "0 | 1 | 2 | 3")
    }

    @Test func theInputReachesTheCommandUpToAPipesSize() async {
        for (size, expected) in [(Command.longestInput, CommandEnd.exited(0)), (0, .exited(0))] {
            let input = String(repeating: "x", count: size)
            let command = Command(["sh", "-c", "test $(wc -c) = \(size)"], input: input)
            #expect(await CommandRun(command, limits: Self.patient).run() == expected)
        }
        let tooLong = Command(["cat"], input: String(repeating: "x", count: Command.longestInput + 1))
        let end = await CommandRun(tooLong, limits: Self.patient).run()
        #expect(end == .notStarted("its input does not fit into a pipe"))
    }
}

import Domain
import Foundation
import Ports
import Synchronization
import SystemClock
import TestSupport
import Testing

@testable import AgentAdapters

/// A primary that lost its place becomes a standby of the server that has taken it, with real servers.
struct DatabaseRejoinTests {
    private static let hints = ["wal_log_hints": "on", "wal_keep_size": "64MB", "autovacuum": "off"]
    private static let asPostgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    /// As the README has it.
    private static let role = "CREATE ROLE rejoin LOGIN REPLICATION PASSWORD 'secret' IN ROLE pg_checkpoint"
    private static let grant = """
        GRANT EXECUTE ON FUNCTION pg_ls_dir(text, boolean, boolean), pg_stat_file(text, boolean), pg_read_binary_file(text),
        pg_read_binary_file(text, bigint, bigint, boolean) TO rejoin
        """
    private let bin: String
    private let scratch: Scratch
    private let directories: AgentDirectories
    private let printed = Printed()

    private final class Printed: Sendable {
        private let lines = Mutex<[String]>([])
        func add(_ line: String) { lines.withLock { $0.append(line) } }
        var text: String { lines.withLock { $0.joined(separator: "\n") } }
        func output(_ name: String) -> String? {
            let mark = "::output \(name)="
            return lines.withLock { $0.last { $0.hasPrefix(mark) } }.map { String($0.dropFirst(mark.count)) }
        }
    }

    init() throws {
        bin = try #require(PostgresServer.programs)
        scratch = try Scratch()
        directories = AgentDirectories(state: scratch.file("state"), runtime: scratch.file("run"))
        try DurableFile.createDirectory(directories.state)
        try DurableFile.createDirectory(directories.runtime)
    }

    /// An old primary and the one that was promoted in its place; each has orders that the other has not.
    private func diverged(
        settings: [String: String] = hints,
        alone: Int = 7
    ) async throws -> (old: PostgresServer, new: PostgresServer) {
        let old = try PostgresServer(settings: settings)
        try old.execute(Self.role, Self.grant)
        try old.execute("CREATE TABLE orders (number int)", "INSERT INTO orders SELECT generate_series(1, 100)")
        let new = try PostgresServer(following: old)
        let isThere = try await eventually { try new.execute("SELECT count(*) FROM orders") == "100" }
        #expect(isThere)
        try new.execute("SELECT pg_promote()")
        for number in 0..<alone {
            try old.execute("INSERT INTO orders VALUES (\(1000 + number))")
            // As the check has it do every few seconds: nobody misses that.
            try old.execute("SELECT pg_logical_emit_message(true, 'holdfast', '')")
        }
        try new.execute("INSERT INTO orders SELECT generate_series(101, 110)")
        return (old, new)
    }

    private func rejoin(
        _ server: PostgresServer,
        to source: PostgresServer,
        by execution: String? = nil,
        stop: [String]? = nil,
        programs: String? = nil
    ) throws -> DatabaseRejoin {
        let control = Self.asPostgres + ["\(bin)/pg_ctl", "-w", "-s"]
        let place = ["-D", server.directory, "-l", "\(server.directory).restarted.log"]
        var environment = ["DSN": server.place(), "SOURCE": source.place(user: "rejoin")]
        environment["HOLDFAST_EXECUTION"] = execution
        environment["HOLDFAST_APPLICATION"] = "app"
        environment["HOLDFAST_EPOCH"] = "2"
        let definition = RejoinDefinition(
            application: "app",
            source: .variable("SOURCE"),
            data: server.directory,
            programs: programs ?? bin,
            user: "postgres",
            stop: stop ?? control + place + ["-m", "fast", "stop"],
            start: ["sh", "-c", #""$@" || { tail -3 \#(server.directory).restarted.log; exit 1; }"#, "sh"]
                + control + place + ["start"]
        )
        return try DatabaseRejoin(
            of: DatabaseDefinition(name: "main", place: .variable("DSN"), rejoining: definition),
            for: HookOrigin(environment),
            knowing: directories,
            environment: environment,
            print: printed.add
        )
    }

    private func requireEqual(_ server: PostgresServer, _ source: PostgresServer) async throws {
        try source.execute("INSERT INTO orders VALUES (5000)")
        let sum = "SELECT count(*) || ' ' || sum(number) FROM orders"
        let all = try source.execute(sum)
        let isEqual = try await eventually { try server.execute(sum) == all }
        #expect(isEqual, "\(all)")
        #expect(try server.execute("SELECT pg_is_in_recovery()") == "t")
    }

    @Test func anOldPrimaryIsRewoundAndWhatItDidAloneIsKept() async throws {
        let (old, new) = try await diverged()
        #expect(try rejoin(old, to: new).isDone() == false)
        try await rejoin(old, to: new, by: "app-7").run()
        #expect(printed.output("method") == "rewind" && printed.output("timeline") == "2", "\(printed.text)")
        #expect(printed.output("lone_commits") == "7", "its probes are not counted: \(printed.text)")
        try await requireEqual(old, new)
        #expect(try rejoin(old, to: new).isDone() == true)

        let kept = try #require(printed.output("kept"))
        let segment = try #require(try FileManager.default.contentsOfDirectory(atPath: kept).sorted().first)
        let fork = try #require(printed.output("fork"))
        let dump = try Program("\(bin)/pg_waldump", "--start=\(fork)", "\(kept)/\(segment)").output
        #expect(dump.split(separator: "\n").count { $0.contains("INSERT") } >= 7, "\(dump)")
        try await rejoin(old, to: new).run()
        #expect(printed.text.hasSuffix("it follows the source already"))
    }

    @Test func whatCannotBeRewoundIsCopiedAndNothingIsDeleted() async throws {
        let (old, new) = try await diverged(settings: ["autovacuum": "off"])
        try await rejoin(old, to: new).run()
        #expect(printed.output("method") == "copy" && printed.text.contains("pg_rewind: "), "\(printed.text)")
        try await requireEqual(old, new)
        let before = "\(old.directory).rejoin/before-1"
        #expect(FileManager.default.fileExists(atPath: "\(before)/global/pg_control"))
        #expect(printed.output("lone_commits") == "7", "\(printed.text)")
    }

    @Test func whereTheLogIsGoneNothingIsSaidOfWhatWasDoneAlone() async throws {
        let (old, new) = try await diverged(settings: ["autovacuum": "off"])
        for _ in 0..<3 { try old.execute("SELECT pg_switch_wal()", "CHECKPOINT") }
        try await rejoin(old, to: new).run()
        #expect(printed.text.contains("nobody can tell") && printed.output("lone_commits") == nil, "\(printed.text)")
        try await requireEqual(old, new)
    }

    @Test func whereNothingWasDoneAloneNothingIsKept() async throws {
        let (old, new) = try await diverged(alone: 0)
        try await rejoin(old, to: new).run()
        #expect(printed.output("lone_commits") == "0" && printed.output("kept") == nil, "\(printed.text)")
        try await requireEqual(old, new)
    }

    /// Files that were left in the middle are good for nothing.
    @Test func whatWasLeftInTheMiddleIsCopied() async throws {
        let (old, new) = try await diverged()
        // The configuration was put aside, then the files were being rewound, and the power went.
        let aside = "\(old.directory).rejoin"
        try Program(Self.asPostgres + ["mkdir", aside, "\(aside)/configuration"]).expectSuccess()
        try Program("cp", "-a", "\(old.directory)/postgresql.conf", "\(aside)/configuration/").expectSuccess()
        try Program("touch", "\(aside)/rewinding").expectSuccess()
        try Program("rm", "\(old.directory)/postgresql.conf").expectSuccess()
        try await rejoin(old, to: new).run()
        #expect(printed.output("method") == "copy", "\(printed.text)")
        try await requireEqual(old, new)
    }

    @Test func aServerWhoseDataAreGoneIsCopied() async throws {
        let (old, new) = try await diverged()
        let rejoin = try rejoin(old, to: new)
        try Program(Self.asPostgres + ["\(bin)/pg_ctl", "-D", old.directory, "-m", "immediate", "stop"]).expectSuccess()
        try Program("rm", "-rf", old.directory).expectSuccess()
        // As where the configuration is not among the data: the copy brings the source's, with its port.
        try new.execute("ALTER SYSTEM SET port = \(old.port)")
        try await rejoin.run()
        #expect(printed.output("method") == "copy", "\(printed.text)")
        try await requireEqual(old, new)
    }

    // MARK: Refusals

    private func expectRefusal(_ words: String, of old: PostgresServer, _ rejoin: DatabaseRejoin) async throws {
        let refusal = await #expect(throws: PortError.self) { try await rejoin.run() }
        #expect(refusal?.message.contains(words) == true, "\(refusal?.message ?? "")")
        #expect(try old.execute("SELECT count(*) FROM orders WHERE number >= 1000") == "7", "it is as it was")
    }

    @Test func underTheLeaseNothingIsTouched() async throws {
        let (old, new) = try await diverged()
        let lease = InheritedLease(
            application: "app",
            epoch: 1,
            controllerSet: ControllerSetDescription(version: 1, members: ["c1"]),
            deadlines: ["c1": SystemTime().instant + .seconds(600)]
        )
        let record = LeaseRecord(boot: try BootID.current().description, process: 1, lease: lease)
        try SealedFile.write(record, to: directories.leaseFile("app"))
        try await expectRefusal("this host holds the write lease of app", of: old, try rejoin(old, to: new))
    }

    @Test func noOrderIsCarriedOutUnderAnEpochThatIsOver() async throws {
        let (old, new) = try await diverged()
        let seen = HighestSeenFile(directories)
        _ = try seen.open()
        try seen.raise(to: HighestSeen(application: "app", epoch: 3))
        try await expectRefusal("epoch 3 has begun", of: old, try rejoin(old, to: new, by: "app-7"))
    }

    @Test func theNewerServerIsNotReplacedByTheOlder() async throws {
        let (old, new) = try await diverged()
        // Until then its files tell the timeline before.
        try new.execute("CHECKPOINT")
        let refusal = await #expect(throws: PortError.self) { try await rejoin(new, to: old).run() }
        #expect(refusal?.message.contains("on timeline 2, and the source on 1") == true, "\(printed.text)")
        #expect(try new.execute("SELECT count(*) FROM orders") == "110")
    }

    @Test func whoWasNotPromotedInItsPlaceIsNotFollowed() async throws {
        let (old, new) = try await diverged()
        let stranger = try PostgresServer()
        try stranger.execute(Self.role)
        try await expectRefusal("another cluster", of: old, try rejoin(old, to: stranger))
        let standby = try PostgresServer(following: new)
        try await expectRefusal("it is a standby itself", of: old, try rejoin(old, to: standby))
        try await expectRefusal("both take writes on timeline 1", of: old, try rejoin(old, to: old))
    }

    @Test func aServerThatCannotBeAskedWhetherItRunsIsNotTouched() async throws {
        let (old, new) = try await diverged()
        try Program("cp", "-a", bin, scratch.file("bin")).expectSuccess()
        try Program("chmod", "-R", "a+rX", scratch.path).expectSuccess()
        try Program("rm", scratch.file("bin/pg_ctl")).expectSuccess()
        try await expectRefusal("pg_ctl status", of: old, try rejoin(old, to: new, programs: scratch.file("bin")))
    }

    @Test func aServerThatIsNotEndedIsNotTouched() async throws {
        let (old, new) = try await diverged()
        try await expectRefusal("stop: the server still runs", of: old, try rejoin(old, to: new, stop: ["true"]))
        try await expectRefusal("stop: exit code 3", of: old, try rejoin(old, to: new, stop: ["sh", "-c", "exit 3"]))
    }

    /// What was kept by a run that came to nothing may be less than there is now.
    @Test func whatAnEarlierRunHasKeptStaysBesideWhatThereIsNow() async throws {
        let (old, new) = try await diverged()
        try Program(Self.asPostgres + ["mkdir", "\(old.directory).rejoin"]).expectSuccess()
        let files = ServerFiles(try rejoin(old, to: new).definition, tell: { _ in })
        guard case .whole(let control) = try await files.condition else {
            Issue.record("its files are whole")
            return
        }
        let fork = try #require(LogPosition("0/3000000"))
        let places = [try await files.keepLog(after: fork, control), try await files.keepLog(after: fork, control)]
        #expect(places.map { $0.suffix(2) } == ["-1", "-2"])
        #expect(places.allSatisfy { (try? FileManager.default.contentsOfDirectory(atPath: $0).isEmpty) == false })
    }

    @Test func twoAreNotAtItTogether() async throws {
        let (old, new) = try await diverged()
        let aside = "\(old.directory).rejoin"
        try Program(Self.asPostgres + ["mkdir", aside]).expectSuccess()
        let lock = try #require(try FileLock.take("\(aside)/lock", .exclusive))
        try await expectRefusal("already at it", of: old, try rejoin(old, to: new))
        lock.release()
    }

    @Test func whoCannotAskTheSourceSaysSo() async throws {
        let (old, new) = try await diverged()
        let rejoin = try rejoin(old, to: new)
        new.remove()
        #expect(rejoin.isDone() == nil)
    }
}

extension Program {
    fileprivate func expectSuccess() throws { #expect(status == 0, "\(output)") }
}

import Domain
import TestSupport
import Testing

@testable import AgentAdapters

/// What the checks of databases make of real servers.
struct DatabaseCheckTests {
    private func run(_ uses: String, _ parameters: Parameters, on runner: LocalCheckRunner) async -> Observation {
        await runner.run(.sample(uses, parameters, id: "db", timeout: .seconds(20)))
    }

    private func runner(_ places: [DatabaseName: String]) -> LocalCheckRunner {
        let environment = Dictionary(uniqueKeysWithValues: places.map { ("DSN_\($0.key)", $0.value) })
        let databases = places.keys.map { DatabaseDefinition(name: $0, place: .variable("DSN_\($0)")) }
        return LocalCheckRunner(hooks: [], databases: databases, environment: environment)
    }

    @Test func aPrimaryIsJudgedByItsWriteAndItsLimits() async throws {
        let server = try PostgresServer(settings: ["max_connections": "10"])
        let runner = runner(["main": server.place()])
        // Until those who asked whether it has started are gone.
        let isAlone = await eventually {
            let good = await run("postgres", ["database": "main", "latency_above": "20s"], on: runner)
            return good.outcome == .passed && good.summary == "primary, takes writes, 1 of 7 connections"
        }
        #expect(isAlone)
        let good = await run("postgres", ["database": "main", "latency_above": "20s"], on: runner)
        #expect(good.figures["writable"] == 1 && good.figures["connections_limit"] == 7)
        let tight = await run("postgres", ["database": "main", "connections_above": 10], on: runner)
        #expect(tight.outcome == .failed)
        #expect(tight.summary.hasSuffix(" of 7 connections are taken"))
        let slow = await run(
            "postgres",
            ["database": "main", "latency_above": "1ms", "writes": .flag(false)],
            on: runner
        )
        #expect(slow.outcome == .failed && slow.summary.hasPrefix("a connection took"))
        try server.execute("ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()")
        #expect(await eventually { await run("postgres", ["database": "main"], on: runner).outcome == .failed })
        #expect(
            await run("postgres", ["database": "main"], on: runner).summary == "it takes no writes: it is read-only"
        )
    }

    @Test func aRoleThatSeesTooLittleSaysNothingOfLimits() async throws {
        let server = try PostgresServer()
        try server.execute("CREATE ROLE plain LOGIN")
        let runner = runner(["main": server.place(user: "plain")])
        let seen = await run("postgres", ["database": "main", "transaction_above": "1h"], on: runner)
        #expect(seen.outcome == .notRun && seen.summary.contains("GRANT pg_monitor"))
        #expect(await run("postgres", ["database": "main"], on: runner).outcome == .passed)
        try server.execute("ALTER ROLE plain SET default_transaction_read_only = on")
        let readOnly = await run("postgres", ["database": "main", "transaction_above": "1h"], on: runner)
        #expect(readOnly.outcome == .failed, "what is seen counts, whatever else is not")
    }

    /// The loss that a failover would cost: it must not shrink while the source is gone (FAILURES F8).
    @Test func aStandbyTellsHowFarItMayBeBehindAlsoWithoutItsSource() async throws {
        let source = try PostgresServer()
        let server = try PostgresServer(following: source)
        let runner = runner(["main": source.place(), "copy": server.place()])
        func lag() async -> Observation { await run("postgres.replication", ["database": "copy"], on: runner) }
        let isOver = await eventually {
            _ = await run("postgres", ["database": "main"], on: runner)
            return await lag().figures["replication_lag_seconds"].map { $0 < 5 } ?? false
        }
        #expect(isOver)
        let near = await lag()
        #expect(
            near.outcome == .passed && near.summary.contains("streaming from 127.0.0.1:\(source.port) on timeline 1")
        )
        let hasNoGap = await eventually { await lag().figures["replication_gap_bytes"] == 0 }
        #expect(hasNoGap)
        let ahead = await run("postgres.replication", ["database": "main"], on: runner)
        let end = try #require(ahead.figures["log_end_bytes"])
        #expect(end > 0x1000000, "the first segment of the log is never used")
        let hasAll = await eventually { await lag().figures["log_received_bytes"] ?? 0 >= end }
        #expect(hasAll)
        #expect(ahead.figures["log_timeline"] == 1)
        #expect(await lag().figures["log_timeline"] == 1)
        source.remove()
        #expect(await eventually { await lag().summary.hasPrefix("warning: standby that receives nothing") })
        let first = try #require(await lag().figures["replication_lag_seconds"])
        #expect(await eventually { (await lag().figures["replication_lag_seconds"] ?? 0) > first + 0.5 })
        let gone = await lag()
        #expect(gone.outcome == .passed, "a standby is not unfit because its source is gone")
        #expect(gone.figures["replication_gap_bytes"] == 0)
        #expect(gone.figures["log_received_bytes"] ?? 0 >= end && gone.figures["log_timeline"] == 1)
        let strict: Parameters = ["database": "copy", "fail_above": "100ms"]
        #expect(await run("postgres.replication", strict, on: runner).outcome == .failed)
    }

    @Test func aPrimaryTellsOfStandbysThatAreGone() async throws {
        let source = try PostgresServer()
        try source.execute("SELECT pg_create_physical_replication_slot('west', true)")
        let seen = await run("postgres.replication", ["database": "main"], on: runner(["main": source.place()]))
        #expect(seen.outcome == .passed)
        #expect(seen.summary.contains("0 standbys stream") && seen.summary.contains("slot west is idle"))
        #expect(seen.figures["replication_lag_seconds"] == nil)
    }

    @Test func whoeverIsNotNamedIsNotAsked() async throws {
        let missing = DatabaseDefinition(name: "main", place: .file("/nonexistent/dsn"))
        let runner = LocalCheckRunner(hooks: [], databases: [missing])
        for (parameters, reason) in [
            ([:], "names no database"), (["database": "other"], "names no database other"),
            (["database": "main"], "/nonexistent/dsn cannot be read"),
        ] as [(Parameters, String)] {
            let seen = await run("postgres", parameters, on: runner)
            #expect(seen.outcome == .notRun && seen.summary.contains(reason), "\(seen)")
        }
    }

    @Test func aConnectionStringInAFileIsReadAnewEachTime() async throws {
        let server = try PostgresServer()
        let files = try Scratch()
        try files.write("dsn", "host=127.0.0.1 port=1\n")
        let database = DatabaseDefinition(name: "main", place: .file(files.file("dsn")))
        let runner = LocalCheckRunner(hooks: [], databases: [database])
        #expect(await run("postgres", ["database": "main"], on: runner).outcome == .failed)
        try files.write("dsn", server.place() + "\n")
        #expect(await run("postgres", ["database": "main"], on: runner).outcome == .passed)
    }
}

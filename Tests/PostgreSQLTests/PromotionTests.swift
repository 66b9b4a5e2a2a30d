import Domain
import Foundation
import PostgreSQL
import Synchronization
import TestSupport
import Testing

/// A standby becomes the server that takes writes.
struct PromotionTests {
    private let lines = Lines()

    private final class Lines: Sendable {
        private let all = Mutex<[String]>([])
        func add(_ line: String) { all.withLock { $0.append(line) } }
        var text: [String] { all.withLock { $0 } }
    }

    private func promotion(
        of server: PostgresServer,
        user: String = "postgres"
    ) -> Promotion {
        let lines = lines
        return Promotion(of: server.place(user: user), note: { lines.add("noted") }, tell: lines.add)
    }

    @Test func aStandbyTakesWritesWithEverythingThatItHadReceived() async throws {
        let source = try PostgresServer()
        try source.execute("CREATE TABLE orders (number int)")
        let server = try PostgresServer(following: source)
        try source.execute("INSERT INTO orders SELECT generate_series(1, 1000)")
        let end = LogPosition(try source.execute("SELECT pg_current_wal_flush_lsn()"))
        let isThere = try await eventually { try server.execute("SELECT count(*) FROM orders") == "1000" }
        #expect(isThere)
        #expect(try promotion(of: server).outcome() == nil, "it follows another")

        let outcome = try promotion(of: server).run(wasOrdered: false)
        #expect(outcome.timeline == 2)
        #expect(try #require(outcome.received) >= #require(end))
        #expect(outcome.position > end ?? outcome.position)
        #expect(lines.text.first == "noted", "whoever comes after knows that it was ordered: \(lines.text)")
        #expect(lines.text[1].hasPrefix("promoting a standby with all up to "), "\(lines.text)")
        #expect(try server.execute("INSERT INTO orders VALUES (1001)", "SELECT count(*) FROM orders") == "1001")
        #expect(try promotion(of: server).outcome()?.timeline == 2)
    }

    /// As after a crash of whoever had ordered it: there is only ever one promotion.
    @Test func aServerThatWasOrderedAndTakesWritesIsLeftAsItIs() throws {
        let server = try PostgresServer()
        let outcome = try promotion(of: server).run(wasOrdered: true)
        #expect(outcome.timeline == 1 && outcome.received == nil)
        #expect(lines.text.isEmpty)
    }

    /// An old primary that nobody has made a standby yet lacks all that was written since it was one.
    @Test func aServerThatFollowsNobodyByItselfIsNotTaken() throws {
        let server = try PostgresServer()
        let failure = #expect(throws: PostgresFailure.self) { try promotion(of: server).run(wasOrdered: false) }
        #expect(failure?.message.hasPrefix("it follows nobody") == true)
        #expect(lines.text.isEmpty)
    }

    /// Replay that somebody has paused would keep the data of the last minutes from everybody.
    @Test func aStandbyWhoseReplayIsPausedAppliesEverythingAllTheSame() async throws {
        let source = try PostgresServer()
        try source.execute("CREATE TABLE orders (number int)")
        let server = try PostgresServer(following: source)
        try server.execute("SELECT pg_wal_replay_pause()")
        try source.execute("INSERT INTO orders SELECT generate_series(1, 1000)")
        let end = try source.execute("SELECT pg_current_wal_flush_lsn()")
        let isThere = try await eventually { try server.execute("SELECT pg_last_wal_receive_lsn() >= '\(end)'") == "t" }
        #expect(isThere)
        #expect(try promotion(of: server).run(wasOrdered: false).timeline == 2)
        #expect(try server.execute("SELECT count(*) FROM orders") == "1000")
    }

    @Test func aRoleThatMayNotIsToldWhatItLacks() throws {
        let source = try PostgresServer()
        try source.execute("CREATE ROLE plain LOGIN IN ROLE pg_monitor")
        let server = try PostgresServer(following: source)
        let plain = promotion(of: server, user: "plain")
        let failure = #expect(throws: PostgresFailure.self) { try plain.run(wasOrdered: false) }
        #expect(failure?.message.contains("GRANT EXECUTE ON FUNCTION pg_promote(boolean, integer)") == true)
        try source.execute("GRANT EXECUTE ON FUNCTION pg_promote(boolean, integer) TO plain")
    }

    @Test func aServerThatStaysReadOnlyIsNotOneThatTakesWrites() throws {
        let source = try PostgresServer()
        let server = try PostgresServer(following: source, settings: ["default_transaction_read_only": "on"])
        let failure = #expect(throws: PostgresFailure.self) { try promotion(of: server).run(wasOrdered: false) }
        #expect(failure?.message.contains("default_transaction_read_only is on") == true)
    }

    @Test func aServerThatIsAwayIsWaitedFor() async throws {
        let source = try PostgresServer()
        let server = try PostgresServer(following: source)
        try server.signal(SIGSTOP)
        let outcome = Mutex<Result<Promotion.Outcome, any Error>?>(nil)
        let promotion = promotion(of: server)
        // It blocks, and tests have few threads to share.
        Thread.detachNewThread {
            let result = Result { try promotion.run(wasOrdered: false) }
            outcome.withLock { $0 = result }
        }
        let isTold = await eventually { lines.text.contains("waiting for the server: it did not answer in time") }
        #expect(isTold)
        try server.signal(SIGCONT)
        #expect(await eventually { outcome.withLock { $0 } != nil })
        #expect(try outcome.withLock { $0 }?.get().timeline == 2)
    }
}

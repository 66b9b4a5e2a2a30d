import Domain
import Foundation
import PostgreSQL
import TestSupport
import Testing

/// What one look at a real PostgreSQL tells.
@Suite(.serialized) struct ServerStateTests {
    private static let server = Result { try PostgresServer(settings: ["max_connections": "20"]) }

    private func look(_ place: String, writes: Bool = true, within limit: Duration = .seconds(20))
        throws(PostgresFailure)
        -> ServerState
    { try ServerState(of: place, writes: writes, within: limit) }

    @Test func aPrimaryTakesAWriteAndTellsHowManyAreConnected() async throws {
        let server = try Self.server.get()
        let before = try server.execute("SELECT pg_current_wal_flush_lsn()")
        let state = try look(server.place())
        #expect(!state.isStandby && !state.isReadOnly && state.writing != nil)
        // The server may still be ending the connections of those who asked before.
        let isAlone = try await eventually { try look(server.place()).connections == 1 }
        #expect(isAlone)
        #expect(state.mostConnections == 17)
        #expect(state.oldestTransaction == nil)
        #expect(try server.execute("SELECT pg_current_wal_flush_lsn()") != before)
    }

    @Test func whoOnlyLooksWritesNothing() async throws {
        // Nobody else writes there. The server itself does to its log, but in no transaction.
        let server = try PostgresServer(settings: ["autovacuum": "off"])
        let transactions = "SELECT pg_snapshot_xmax(pg_current_snapshot())"
        let before = try server.execute(transactions)
        #expect(try look(server.place(), writes: false).writing == nil)
        #expect(try server.execute(transactions) == before)
        #expect(try look(server.place(), writes: true).writing != nil)
        #expect(try server.execute(transactions) != before)
    }

    @Test func aRoleWithoutRightsMayWriteAndSeesNobodyElse() async throws {
        let server = try Self.server.get()
        try server.execute("DROP ROLE IF EXISTS plain; CREATE ROLE plain LOGIN")
        let state = try look(server.place(user: "plain"))
        #expect(state.writing != nil)
        #expect(state.connections == nil)
        try server.execute("GRANT pg_monitor TO plain")
        let isAlone = try await eventually { try look(server.place(user: "plain")).connections == 1 }
        #expect(isAlone)
    }

    @Test func aServerThatIsReadOnlyIsToldSo() async throws {
        let server = try PostgresServer(settings: ["default_transaction_read_only": "on"])
        let state = try look(server.place())
        #expect(state.isReadOnly && !state.isStandby && state.writing == nil)
    }

    @Test func anOpenTransactionHasAnAge() async throws {
        let server = try Self.server.get()
        let client = try Client(of: server, "BEGIN; SELECT pg_sleep(120)")
        defer { client.end() }
        #expect(try await eventually { try look(server.place()).oldestTransaction ?? .zero > .milliseconds(100) })
    }

    /// Nothing ends the wait of a commit for a standby that is not there, so a look must never wait for one.
    @Test func commitsThatWaitForAStandbyAreCountedAndNotJoined() async throws {
        let server = try PostgresServer(settings: ["synchronous_standby_names": "nobody"])
        let client = try Client(of: server, "CREATE TABLE orders (id int)")
        #expect(try await eventually { try look(server.place()).waitingCommits == 1 })
        let state = try look(server.place())
        #expect(state.writing != nil && state.longestWait.map { $0 > .zero } == true)
        let areTwo = try await eventually { try look(server.place()).connections == 2 }
        #expect(areTwo, "that one and the look itself")
        client.end()
    }

    @Test func whatIsOurFaultIsToldFromWhatIsTheirs() async throws {
        let server = try Self.server.get()
        func failure(_ place: String) -> PostgresFailure? {
            do throws(PostgresFailure) { _ = try look(place, within: .seconds(5)) } catch { return error }
            return nil
        }
        let nobody = failure(server.place(user: "nobody"))
        #expect(nobody?.isOurs == true && nobody?.message.contains("nobody") == true, "\(nobody as Any)")
        let elsewhere = failure(server.place() + " dbname=elsewhere")
        #expect(elsewhere?.isOurs == true, "\(elsewhere as Any)")
        let string = failure("geheim=1 passw")
        #expect(string?.kind == .unusable && string?.message.contains("geheim") == false)
        let closed = failure("host=127.0.0.1 port=1 user=postgres")
        #expect(closed?.kind == .unreachable && closed?.isOurs == false)
        #expect(closed?.message.contains("refused") == true && closed?.message.contains("\n") == false)
    }

    @Test func aServerThatHangsIsLate() async throws {
        let server = try PostgresServer()
        try server.signal(SIGSTOP)
        let start = ContinuousClock.now
        let failure = #expect(throws: PostgresFailure.self) { try look(server.place(), within: .milliseconds(300)) }
        #expect(failure?.kind == .late)
        #expect(ContinuousClock.now - start < .seconds(10))
        try server.signal(SIGCONT)
    }

    @Test func aServerWithoutRoomForAConnectionIsInTrouble() async throws {
        let server = try PostgresServer(settings: ["max_connections": "4", "superuser_reserved_connections": "3"])
        try server.execute("CREATE ROLE plain LOGIN")
        let client = try Client(of: server, "SELECT pg_sleep(120)")
        defer { client.end() }
        let isSo = await eventually {
            do throws(PostgresFailure) { _ = try look(server.place(user: "plain")) } catch {
                return !error.isOurs && error.message.contains("connection slots")
            }
            return false
        }
        #expect(isSo)
    }
}

/// Somebody who is connected and busy.
private struct Client {
    private let process = Process()

    init(of server: PostgresServer, _ statements: String) throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["psql", "-Xq", "-d", server.place(), "-c", statements]
        try process.run()
    }

    func end() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}

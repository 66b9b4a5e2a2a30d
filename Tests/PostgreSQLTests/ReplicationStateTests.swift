import Domain
import PostgreSQL
import TestSupport
import Testing

/// What a real primary and a real standby of it tell.
struct ReplicationStateTests {
    private func standby(_ server: PostgresServer) throws -> ReplicationState.Standby? {
        guard case .standby(let standby) = try ReplicationState(of: server.place(), within: .seconds(20)) else {
            return nil
        }
        return standby
    }

    private func primary(_ server: PostgresServer) throws -> ReplicationState.Primary? {
        guard case .primary(let primary) = try ReplicationState(of: server.place(), within: .seconds(20)) else {
            return nil
        }
        return primary
    }

    @Test func aStandbyTellsWhatItHasReceivedAndWhereItsSourceIs() async throws {
        let source = try PostgresServer()
        try source.execute("SELECT pg_create_physical_replication_slot('west', true)")
        let server = try PostgresServer(following: source, settings: ["primary_slot_name": "west"])
        #expect(try await eventually { try standby(server)?.receiver?.status == "streaming" })
        try source.execute("CREATE TABLE orders (id int); INSERT INTO orders SELECT generate_series(1, 1000)")
        let isSo = try await eventually {
            guard let seen = try standby(server), let end = try primary(source)?.end else { return false }
            return seen.received == end && seen.receiver?.sourceEnd == end && seen.replayed == end
        }
        #expect(isSo)
        let seen = try #require(try standby(server))
        #expect(seen.receiver?.timeline == 1 && seen.receiver?.slot == "west")
        #expect(seen.receiver?.source == "127.0.0.1:\(source.port)")
        #expect(seen.replayedAgo.map { $0 >= .zero } == true && seen.receiver?.heardAgo.map { $0 >= .zero } == true)
        #expect(try primary(source)?.standbys == 1)
        #expect(try primary(source)?.slots.map(\.isActive) == [true])

        server.remove()
        #expect(try await eventually { try primary(source)?.slots.map(\.isActive) == [false] })
        try source.execute("INSERT INTO orders SELECT generate_series(1, 1000)")
        #expect(try primary(source)?.slots.first.map { $0.retainedBytes > 0 && !$0.isLost } == true)
        #expect(try primary(source)?.standbys == 0)
    }

    @Test func aStandbyWhoseSourceIsGoneKeepsWhatItHas() async throws {
        let source = try PostgresServer()
        let server = try PostgresServer(following: source)
        #expect(try await eventually { try standby(server)?.receiver?.status == "streaming" })
        try source.execute("CREATE TABLE orders (id int)")
        let end = try #require(try primary(source)?.end)
        // The server writes into its log by itself too.
        #expect(try await eventually { try standby(server)?.received.map { $0 >= end } == true })
        source.remove()
        #expect(try await eventually { try standby(server)?.receiver == nil })
        #expect(try standby(server)?.received.map { $0 >= end } == true)
        try server.execute("SELECT pg_promote()")
        #expect(try primary(server)?.timeline == 2)
    }
}

import Domain

/// How a PostgreSQL server is, as one look from its own host finds it.
package struct ServerState: Hashable, Sendable {
    /// It follows another server.
    package var isStandby: Bool
    /// It takes no writes although it follows nobody.
    package var isReadOnly: Bool
    package var connections: Int?
    /// How many connections there may be, those that are kept for superusers left out.
    package var mostConnections: Int
    /// How long the oldest open transaction has been open; `nil` if there is none.
    package var oldestTransaction: Duration?
    /// From the first packet to a connection that answers.
    package var connecting: Duration
    /// How long a write took until it was safe on this server, where one was tried.
    package var writing: Duration?
    /// How many commits wait for a synchronous standby.
    package var waitingCommits: Int?
    /// How long the first of them has waited.
    package var longestWait: Duration?

    /// Looks, and writes if it is to and can.
    ///
    /// What it writes is a message in the write-ahead log that nobody reads (PostgreSQL 15, 9.27.6): it needs no table and no
    /// rights, and tells standbys where the log of a server that has nothing else to do ends. It does not wait for synchronous
    /// standbys: no time-out of the server ends such a wait, and look by look it would take all connections. Those that wait are
    /// counted instead.
    ///
    /// - Parameters:
    ///   - place: the connection string.
    ///   - writes: whether a server that should take a write is to take one.
    ///   - limit: how long all of it may take.
    /// - Throws: why nothing can be said of it, or that it took no write.
    package init(of place: String, writes: Bool, within limit: Duration) throws(PostgresFailure) {
        let start = ContinuousClock.now
        let connection = try PostgresConnection(place, until: start + limit)
        connecting = .now - start
        // The server must not go on with what nobody waits for.
        _ = try connection.ask("SET statement_timeout = \(max(limit.wholeMilliseconds, 1))")
        _ = try connection.ask("SET synchronous_commit = local")
        guard let row = try connection.ask(Self.question).first else {
            throw PostgresFailure(.unreachable, "it answers nothing")
        }
        isStandby = row.flag("standby")
        isReadOnly = !isStandby && row.text("read_only") == "on"
        mostConnections = row.number("most").flatMap { Int(exactly: $0) } ?? 0
        connections = row.number("connections").flatMap { Int(exactly: $0) }
        oldestTransaction = row.duration("oldest")
        waitingCommits = row.number("waiting").flatMap { Int(exactly: $0) }
        longestWait = row.duration("longest_wait")
        guard writes, !isStandby, !isReadOnly else { return }
        let began = ContinuousClock.now
        _ = try connection.ask("SELECT pg_logical_emit_message(true, 'holdfast', '')")
        writing = .now - began
    }

    /// Others' connections are shown to members of `pg_read_all_stats` only.
    private static let question = """
        SELECT pg_is_in_recovery() AS standby, current_setting('transaction_read_only') AS read_only,
            current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS most,
            CASE WHEN pg_has_role('pg_read_all_stats', 'USAGE') THEN count(*) END AS connections,
            CASE WHEN pg_has_role('pg_read_all_stats', 'USAGE') THEN count(*) FILTER (WHERE wait_event = 'SyncRep') END AS waiting,
            extract(epoch FROM clock_timestamp() - min(query_start) FILTER (WHERE wait_event = 'SyncRep')) AS longest_wait,
            extract(epoch FROM clock_timestamp() - min(xact_start) FILTER (WHERE pid <> pg_backend_pid())) AS oldest
        FROM pg_stat_activity WHERE backend_type = 'client backend'
        """
}

import Domain

/// A server that takes writes, as one sees it that is to follow it.
package struct ReplicationSource: Sendable {
    /// Where its log ends.
    package let end: LogPosition
    package let timeline: Int
    /// What all copies of one cluster have in common (PostgreSQL 15, 9.27.8, `system_identifier`).
    package let system: String
    private let place: String

    /// - Parameters:
    ///   - place: the connection string.
    ///   - limit: how long the look may take.
    /// - Throws: why it cannot be followed.
    package init(at place: String, within limit: Duration) throws(PostgresFailure) {
        let connection = try PostgresConnection(place, until: .now + limit)
        guard let row = try connection.ask(Self.question).first, let system = row.text("system") else {
            throw PostgresFailure(.unreachable, "it answers nothing")
        }
        guard !row.flag("standby"), let end = row.position("position"),
            let timeline = row.text("segment").flatMap({ Int($0.prefix(8), radix: 16) })
        else { throw PostgresFailure(.unfit, "it is a standby itself: name the server that takes writes") }
        self.place = place
        self.system = system
        self.end = end
        self.timeline = timeline
    }

    /// The timelines that it has come along.
    package func history(within limit: Duration) throws(PostgresFailure) -> TimelineHistory {
        // The first has none.
        guard timeline > 1 else { return TimelineHistory("") }
        let connection = try PostgresConnection(place, until: .now + limit, replicates: true)
        let row = try connection.ask("TIMELINE_HISTORY \(timeline)").first
        return TimelineHistory(row?.text("content") ?? "")
    }

    /// Has its files tell its timeline too, which they do after the first checkpoint that follows a promotion: `pg_rewind` goes by
    /// the files, and would find nothing to do.
    ///
    /// - Returns: whether they do.
    package func settle(within limit: Duration) throws(PostgresFailure) -> Bool {
        let connection = try PostgresConnection(place, until: .now + limit)
        if try Self.isSettled(on: timeline, connection) { return true }
        do throws(PostgresFailure) { _ = try connection.ask("CHECKPOINT") } catch {
            // Without the right to ask for it one can only wait until it comes.
            guard error.isOurs else { throw error }
        }
        return try Self.isSettled(on: timeline, connection)
    }

    private static func isSettled(on timeline: Int, _ connection: PostgresConnection) throws(PostgresFailure) -> Bool {
        let row = try connection.ask("SELECT timeline_id AS timeline FROM pg_control_checkpoint()").first
        return row?.number("timeline").flatMap { Int(exactly: $0) } == timeline
    }

    private static let question = """
        SELECT pg_is_in_recovery() AS standby, (SELECT system_identifier FROM pg_control_system()) AS system,
            CASE WHEN NOT pg_is_in_recovery() THEN pg_current_wal_flush_lsn() END AS position,
            CASE WHEN NOT pg_is_in_recovery() THEN pg_walfile_name(pg_current_wal_flush_lsn()) END AS segment
        """
}

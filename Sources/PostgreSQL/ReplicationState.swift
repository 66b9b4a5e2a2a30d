import Domain

/// How a PostgreSQL server takes part in replication, as one look from its own host finds it.
package enum ReplicationState: Hashable, Sendable {
    case primary(Primary)
    case standby(Standby)

    package struct Primary: Hashable, Sendable {
        package var end: LogPosition
        package var timeline: Int?
        /// How many standbys stream from it.
        package var standbys: Int
        package var slots: [Slot]
    }

    /// What a primary keeps for a standby.
    package struct Slot: Hashable, Sendable {
        package var name: String
        package var isActive: Bool
        /// Its log has been taken away: whoever comes back by it needs a new copy.
        package var isLost: Bool
        package var retainedBytes: UInt64
    }

    package struct Standby: Hashable, Sendable {
        /// All up to here has been received, and survives a crash.
        package var received: LogPosition?
        package var replayed: LogPosition?
        /// How long ago the source committed what was replayed last, by the clocks of both.
        package var replayedAgo: Duration?
        /// `nil` where nothing is received.
        package var receiver: Receiver?
    }

    /// The standby's connection to its source.
    package struct Receiver: Hashable, Sendable {
        package var status: String
        package var source: String
        package var slot: String?
        package var timeline: Int?
        /// Where the source's log ended when it last said so.
        package var sourceEnd: LogPosition?
        /// How long ago that was.
        package var heardAgo: Duration?
    }

    /// - Parameters:
    ///   - place: the connection string.
    ///   - limit: how long all of it may take.
    /// - Throws: why nothing can be said of it.
    package init(of place: String, within limit: Duration) throws(PostgresFailure) {
        let connection = try PostgresConnection(place, until: .now + limit)
        guard let row = try connection.ask(Self.question).first else {
            throw PostgresFailure(.unreachable, "it answers nothing")
        }
        guard !row.flag("standby") else {
            self = .standby(Standby(row))
            return
        }
        guard let end = row.position("position") else {
            throw PostgresFailure(.unreachable, "it does not say where its log ends")
        }
        let slots = try connection.ask(Self.questionForSlots).compactMap { Slot($0) }
        let standbys = row.number("standbys").flatMap { Int(exactly: $0) } ?? 0
        // The first eight digits of a segment's name (PostgreSQL 15, 70.2.4).
        let timeline = row.text("segment").flatMap { Int($0.prefix(8), radix: 16) }
        self = .primary(Primary(end: end, timeline: timeline, standbys: standbys, slots: slots))
    }

    private static let question = """
        SELECT pg_is_in_recovery() AS standby,
            CASE WHEN NOT pg_is_in_recovery() THEN pg_current_wal_flush_lsn() END AS position,
            CASE WHEN NOT pg_is_in_recovery() THEN pg_walfile_name(pg_current_wal_flush_lsn()) END AS segment,
            (SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming') AS standbys,
            greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) AS received,
            pg_last_wal_replay_lsn() AS replayed,
            extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) AS replayed_ago,
            status, sender_host, sender_port, slot_name, received_tli, latest_end_lsn,
            extract(epoch FROM clock_timestamp() - least(last_msg_send_time, last_msg_receipt_time)) AS heard_ago
        FROM (SELECT) AS once LEFT JOIN pg_stat_wal_receiver ON true
        """

    private static let questionForSlots = """
        SELECT slot_name, active, wal_status = 'lost' AS lost, pg_wal_lsn_diff(pg_current_wal_flush_lsn(), restart_lsn) AS retained
        FROM pg_replication_slots WHERE slot_type = 'physical' ORDER BY slot_name LIMIT 100
        """
}

extension ReplicationState.Standby {
    fileprivate init(_ row: PostgresRow) {
        received = row.position("received")
        replayed = row.position("replayed")
        replayedAgo = row.duration("replayed_ago")
        receiver = row.text("status").map { ReplicationState.Receiver(status: $0, row) }
    }
}

extension ReplicationState.Receiver {
    fileprivate init(status: String, _ row: PostgresRow) {
        self.status = status
        source = "\(row.text("sender_host") ?? "?"):\(row.text("sender_port") ?? "?")"
        slot = row.text("slot_name")
        timeline = row.number("received_tli").flatMap { Int(exactly: $0) }
        sourceEnd = row.position("latest_end_lsn")
        heardAgo = row.duration("heard_ago")
    }
}

extension ReplicationState.Slot {
    fileprivate init?(_ row: PostgresRow) {
        guard let name = row.text("slot_name") else { return nil }
        self.name = name
        isActive = row.flag("active")
        isLost = row.flag("lost")
        retainedBytes = row.number("retained").flatMap { UInt64(exactly: max($0, 0)) } ?? 0
    }
}

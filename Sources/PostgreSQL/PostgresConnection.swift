import CLibPQ
import Domain
import Glibc

/// One connection to a PostgreSQL server, by libpq (PostgreSQL 15, chapter 34), for the thread that made it.
///
/// It blocks that thread, but not beyond its deadline; only the resolver of host names, which libpq asks, knows none.
final class PostgresConnection {
    private let connection: OpaquePointer
    private let deadline: ContinuousClock.Instant

    /// - Parameters:
    ///   - place: a connection string (34.1.1). What it says of the application's name is not used.
    ///   - deadline: by then everything is over that is asked by this connection.
    ///   - replicates: whether it speaks as standbys do (PostgreSQL 15, 55.4).
    /// - Throws: why there is no connection.
    init(_ place: String, until deadline: ContinuousClock.Instant, replicates: Bool = false) throws(PostgresFailure) {
        // A message about a string that cannot be read would show parts of it, so it is read first.
        _ = try ConnectionString(place)
        let names = ["dbname", "application_name", "client_encoding", "replication"]
        let values = [place, "holdfast", "UTF8", replicates ? "true" : "false"]
        guard let connection = Self.start(names, values) else {
            throw PostgresFailure(.unreachable, "there is no memory for a connection")
        }
        self.connection = connection
        self.deadline = deadline
        // Notices would go to standard error.
        _ = PQsetNoticeReceiver(connection, { _, _ in }, nil)
        try finishConnecting()
    }

    deinit { PQfinish(connection) }

    /// Sends one statement and reads its whole answer.
    func ask(_ statement: String) throws(PostgresFailure) -> [PostgresRow] {
        guard PQsetnonblocking(connection, 1) == 0, PQsendQuery(connection, statement) == 1 else { throw broken }
        while true {
            let left = PQflush(connection)
            guard left >= 0 else { throw broken }
            if left == 0 { break }
            try wait(for: POLLIN | POLLOUT)
            guard PQconsumeInput(connection) == 1 else { throw broken }
        }
        var rows: [PostgresRow] = []
        while let result = try nextResult() {
            defer { PQclear(result) }
            rows += try Self.rows(of: result)
        }
        return rows
    }

    // MARK: Connecting

    private static func start(_ names: [String], _ values: [String]) -> OpaquePointer? {
        let keys = names.map { strdup($0) }
        let texts = values.map { strdup($0) }
        defer { for text in keys + texts { free(text) } }
        let (first, second) = (keys + [nil], texts + [nil])
        return PQconnectStartParams(first.map { UnsafePointer($0) }, second.map { UnsafePointer($0) }, 1)
    }

    private func finishConnecting() throws(PostgresFailure) {
        guard PQstatus(connection) != CONNECTION_BAD else { throw refusedToConnect }
        var events = Int32(POLLOUT)
        while true {
            try wait(for: events)
            switch PQconnectPoll(connection) {
            case PGRES_POLLING_READING: events = Int32(POLLIN)
            case PGRES_POLLING_WRITING: events = Int32(POLLOUT)
            case PGRES_POLLING_OK: return
            case _: throw refusedToConnect
            }
        }
    }

    /// libpq tells no SQLSTATE for a connection that was refused (34.1, `PQerrorMessage`): the words have to do.
    private var refusedToConnect: PostgresFailure {
        let message = PostgresFailure.line(PQerrorMessage(connection))
        let state = Self.statesByWords.first { message.contains($0.words) }?.state
        return PostgresFailure(state.map { .refused(state: $0) } ?? .unreachable, message)
    }

    private static let statesByWords: [(words: String, state: String)] = [
        ("password authentication failed", "28P01"), ("no password supplied", "28P01"),
        ("authentication failed", "28000"), ("no pg_hba.conf entry", "28000"),
        ("role \"", "28000"), ("permission denied for database", "42501"), ("database \"", "3D000"),
    ]

    // MARK: Waiting

    private func nextResult() throws(PostgresFailure) -> OpaquePointer? {
        while PQisBusy(connection) == 1 {
            try wait(for: POLLIN)
            guard PQconsumeInput(connection) == 1 else { throw broken }
        }
        return PQgetResult(connection)
    }

    private func wait(for events: Int32) throws(PostgresFailure) {
        while true {
            let left = deadline - .now
            guard left > .zero else { throw PostgresFailure(.late, "it did not answer in time") }
            var descriptor = pollfd(fd: PQsocket(connection), events: Int16(events), revents: 0)
            if poll(&descriptor, 1, Int32(clamping: left.wholeMilliseconds + 1)) > 0 { return }
        }
    }

    private var broken: PostgresFailure {
        PostgresFailure(.unreachable, PostgresFailure.line(PQerrorMessage(connection)))
    }

    // MARK: Answers

    private static func rows(of result: OpaquePointer) throws(PostgresFailure) -> [PostgresRow] {
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK: break
        case _:
            let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
            let message = PostgresFailure.line(PQresultErrorField(result, Int32(UInt8(ascii: "M"))))
            throw PostgresFailure(.refused(state: state), message)
        }
        let columns = (0..<PQnfields(result)).map { ($0, PQfname(result, $0).map { String(cString: $0) } ?? "") }
        return (0..<PQntuples(result)).map { row in
            var values: [String: String] = [:]
            for (column, name) in columns where PQgetisnull(result, row, column) == 0 {
                values[name] = PQgetvalue(result, row, column).map { String(cString: $0) }
            }
            return PostgresRow(values)
        }
    }
}

import Domain
import Foundation
import GRDB
import JournalFormat
import Ports

/// The stored journal: appending, reading and checking.
enum JournalTable {
    /// Encodes records and adds them at the end of the chain.
    static func append(_ records: [JournalRecord], to database: Database) throws {
        guard !records.isEmpty else { return }
        var chain = try end(of: database)
        for record in records {
            try insert(chain.append(try JournalCodec.encode(record)), into: database)
        }
    }

    /// Adds entries as they were stored elsewhere, if each follows by the chain; those that are here already are passed over.
    static func copy(_ entries: [StoredEntry], to database: Database) throws {
        var chain = try end(of: database)
        for entry in entries where entry.position > chain.position {
            try chain.check(entry)
            try insert(entry, into: database)
        }
    }

    private static func insert(_ entry: StoredEntry, into database: Database) throws {
        try database.execute(
            sql: "INSERT INTO journal (position, bytes, hash) VALUES (?, ?, ?)",
            arguments: [entry.position.stored, Data(entry.bytes), Data(entry.hash)]
        )
    }

    /// The chain up to a stored record; the empty one at position 0.
    static func chain(at position: JournalPosition, in database: Database) throws -> JournalChain? {
        if position == 0 { return .empty }
        let sql = "SELECT hash FROM journal WHERE position = ?"
        let hash = try Data.fetchOne(database, sql: sql, arguments: [position.stored])
        return hash.map { JournalChain(position: position, hash: Array($0)) }
    }

    /// Where the store says that its journal ends.
    static func end(of database: Database) throws -> JournalChain {
        guard let row = try Row.fetchOne(database, sql: "SELECT position, head FROM store") else {
            throw PortError(.damaged, "the store has lost the row that says whose it is")
        }
        return JournalChain(position: try row.counter("position"), hash: Array(try row.value("head", as: Data.self)))
    }

    /// Records after a position, at most `limit`, each checked against the chain again.
    static func records(
        after position: JournalPosition,
        limit: Int,
        in database: Database
    ) throws -> [JournalRecord] {
        guard limit > 0, var chain = try chain(at: position, in: database) else { return [] }
        var records: [JournalRecord] = []
        try forEach(after: position, limit: limit, in: database) { entry in
            try chain.check(entry)
            records.append(try JournalCodec.decode(entry))
        }
        return records
    }

    /// Entries after a position as they are stored, at most `limit`, each checked against the chain again.
    static func entries(
        after position: JournalPosition,
        limit: Int,
        in database: Database
    ) throws -> [StoredEntry] {
        guard limit > 0, var chain = try chain(at: position, in: database) else { return [] }
        var entries: [StoredEntry] = []
        try forEach(after: position, limit: limit, in: database) { entry in
            try chain.check(entry)
            entries.append(entry)
        }
        return entries
    }

    /// Calls back with every stored entry after a position, in order, one at a time.
    static func forEach(
        after position: JournalPosition,
        limit: Int = .max,
        in database: Database,
        _ body: (StoredEntry) throws -> Void
    ) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT position, bytes, hash FROM journal WHERE position > ? ORDER BY position LIMIT ?",
            arguments: [position.stored, limit]
        )
        while let row = try rows.next() {
            let entry = StoredEntry(
                position: try row.counter("position"),
                bytes: Array(try row.value("bytes", as: Data.self)),
                hash: Array(try row.value("hash", as: Data.self))
            )
            try body(entry)
        }
    }

    /// Goes through the whole journal and calls back with every good entry.
    ///
    /// - Returns: the end of the chain.
    /// - Throws: ``JournalDamage`` at the first place that is not good: bytes that do not match, a record that is missing, also
    ///   at the end, or a page that SQLite cannot read.
    @discardableResult
    static func verify(
        in database: Database,
        _ body: (StoredEntry) throws -> Void = { _ in }
    ) throws -> JournalChain {
        let end = try end(of: database)
        var chain = JournalChain.empty
        do {
            try forEach(after: 0, in: database) { entry in
                try chain.check(entry)
                try require(chain, within: end)
                try body(entry)
            }
        } catch let error as DatabaseError where error.isDamage {
            throw JournalDamage(position: chain.position.next, reason: "SQLite cannot read it (\(error.line))")
        }
        guard chain.position == end.position else {
            throw JournalDamage(position: chain.position.next, reason: "it is missing")
        }
        return chain
    }

    /// The store has written down where its journal ends, so that records cut off or put on are seen, however well chained.
    private static func require(_ chain: JournalChain, within end: JournalChain) throws(JournalDamage) {
        if chain.position > end.position {
            throw JournalDamage(position: chain.position, reason: "it was not added by the store")
        }
        if chain.position == end.position, chain.hash != end.hash {
            throw JournalDamage(position: chain.position, reason: "it is not the record that the store ended with")
        }
    }
}

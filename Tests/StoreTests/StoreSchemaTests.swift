import Domain
import GRDB
import StoreSQLite
import Testing

/// The invariants that the database holds by itself, against any slip in the code (DESIGN 3.1).
@Suite struct StoreSchemaTests {
    /// Statements on a store in which `shop` is at epoch 2 with an open proposal 2, sequence 1, process 1, term 1 and no vote.
    static let refused: [(sql: String, words: String)] = [
        ("UPDATE journal SET bytes = x'00' WHERE position = 1", "never changed"),
        ("UPDATE journal SET hash = zeroblob(32)", "never changed"),
        ("UPDATE journal SET position = 99 WHERE position = 1", "never changed"),
        ("DELETE FROM journal WHERE position = 1", "never deleted"),
        ("DELETE FROM journal", "never deleted"),
        ("INSERT INTO journal VALUES (99, x'00', zeroblob(32))", "goes at the end"),
        ("INSERT OR REPLACE INTO journal VALUES (1, x'00', zeroblob(32))", "goes at the end"),
        ("INSERT INTO journal SELECT max(position) + 1, x'00', x'00' FROM journal", "CHECK"),
        ("UPDATE store SET term = 0", "does not go back"),
        ("UPDATE store SET process = 0, leading_process = NULL", "does not go back"),
        ("UPDATE store SET position = 1", "does not go back"),
        ("UPDATE store SET longest_ttl_ms = 4999", "does not go back"),
        ("UPDATE store SET controller = 'c2'", "does not go back"),
        ("UPDATE store SET leading_process = 7", "CHECK"),
        ("UPDATE store SET is_copy = 1", "does not become a copy"),
        ("DELETE FROM store", "keeps its identity"),
        ("INSERT INTO store SELECT 2, 'c2', 0, 0, NULL, 1, 0, 0, 0, head, 0, NULL FROM store", "CHECK"),
        ("UPDATE application SET epoch = 3", "on a vote that stands"),
        ("UPDATE application SET epoch = 4", "on a vote that stands"),
        ("UPDATE application SET epoch = 1, activated_epoch = 1", "on a vote that stands"),
        ("UPDATE application SET region = 'north'", "does not go back"),
        ("UPDATE application SET sequence = 0", "does not go back"),
        ("UPDATE application SET last_proposal = 1, open_number = 1", "does not go back"),
        ("UPDATE application SET open_number = NULL", "CHECK"),
        ("UPDATE application SET activated_epoch = 3", "CHECK"),
        ("DELETE FROM application", "keeps its epoch"),
        ("INSERT INTO vote VALUES ('shop', 1, 1, 1, 2)", "not the current one"),
        ("INSERT INTO vote VALUES ('shop', 1, 1, 2, 1)", "not the current one"),
        ("INSERT INTO vote VALUES ('shop', 1, 2, 2, 2)", "not the current one"),
        ("INSERT INTO vote VALUES ('shop', 2, 1, 2, 2)", "not the current one"),
        ("INSERT INTO vote VALUES ('till', 1, 1, 2, 2)", "not the current one"),
        ("UPDATE plan SET version = 0", "does not go back"),
        ("DELETE FROM plan", "keeps its version"),
    ]

    /// A database that was closed with that content, opened without the store.
    private func withDatabase(_ test: (Database) throws -> Void) async throws {
        try await withDirectory { directory in
            let store = try SQLiteCoordinationStore(directory, controller: "c1")
            var scene = try await Scene(store)
            try await store.raiseLeaseTerms(to: LeaseTerms(ttl: .seconds(5), fenceTimeout: .seconds(2)))
            for step in [.open(1), .vote(1), .commit(1), .open(2)] as [Scene.Step] { try await scene.take(step) }
            try await store.close()
            let queue = try DatabaseQueue(path: directory.database)
            try queue.writeSynchronously(test)
            try queue.close()
        }
    }

    @Test func theSchemaRefusesWhatWouldBreakAnInvariant() async throws {
        try await withDatabase { database in
            for (sql, words) in Self.refused {
                let error = #expect(throws: DatabaseError.self, "\(sql)") { try database.execute(sql: sql) }
                #expect(error?.message?.contains(words) == true, "\(sql): \(error?.message ?? "")")
            }
        }
    }

    @Test func anEpochMovesInTheSchemaOnlyByOneAndOnAStandingVote() async throws {
        try await withDatabase { database in
            try database.execute(sql: "INSERT INTO vote VALUES ('shop', 1, 1, 2, 2)")
            #expect(throws: DatabaseError.self) { try database.execute(sql: "UPDATE application SET epoch = 4") }
            #expect(throws: DatabaseError.self) { try database.execute(sql: "UPDATE vote SET epoch = 3") }
            try database.execute(
                sql: "UPDATE application SET epoch = 3, region = 'east', open_number = NULL, open_proposal = NULL"
            )
            #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM vote") == 0)
        }
    }

    @Test(arguments: [
        "UPDATE application SET sequence = 2",
        "UPDATE application SET open_number = NULL, open_proposal = NULL",
        "UPDATE store SET process = 2, leading_process = NULL",
    ])
    func aVoteEndsWithItsSequenceItsProposalAndItsProcess(sql: String) async throws {
        try await withDatabase { database in
            try database.execute(sql: "INSERT INTO vote VALUES ('shop', 1, 1, 2, 2)")
            try database.execute(sql: sql)
            #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM vote") == 0)
        }
    }

    @Test func noEpochMovesWhileNobodyLeads() async throws {
        try await withDatabase { database in
            try database.execute(sql: "INSERT INTO vote VALUES ('shop', 1, 1, 2, 2)")
            try database.execute(sql: "UPDATE store SET leading_process = NULL")
            #expect(throws: DatabaseError.self) { try database.execute(sql: "UPDATE application SET epoch = 3") }
        }
    }
}

extension DatabaseQueue {
    /// The synchronous write, which the compiler passes over for the asynchronous one in a test.
    fileprivate func writeSynchronously(_ updates: (Database) throws -> Void) throws {
        try writeWithoutTransaction(updates)
    }
}

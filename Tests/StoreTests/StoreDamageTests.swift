import Domain
import Foundation
import GRDB
import Ports
import StoreSQLite
import Testing

/// Damage is found when the store is opened, with its position, and nothing more is written (FAILURES F15).
@Suite struct StoreDamageTests {
    /// A closed store with six records, the third to sixth of which are notes.
    private func withClosedStore(_ test: (StoreDirectory) async throws -> Void) async throws {
        try await withDirectory { directory in
            let store = try SQLiteCoordinationStore(directory, controller: "c1")
            try await Scene(store).append((3...6).map { .noted("note number \($0)") })
            try await store.close()
            try await test(directory)
        }
    }

    private func expectDamage(_ directory: StoreDirectory, at position: JournalPosition) async throws {
        let error = #expect(throws: PortError.self) { try SQLiteCoordinationStore(directory, controller: "c1") }
        #expect(error?.code == .damaged)
        let words = "record \(position) is damaged"
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("restore") == true)

        let export = directory.path + "/good.jsonl"
        let found = try JournalRepair.exportGoodPrefix(from: directory, to: export)
        #expect(found.damage?.position == position)
        #expect(found.lastGood.rawValue == position.rawValue - 1)
        let lines = try String(contentsOfFile: export, encoding: .utf8).split(separator: "\n")
        #expect(UInt64(lines.count) == found.lastGood.rawValue)
        #expect(lines.allSatisfy { $0.hasPrefix("{\"at\":") && $0.hasSuffix("}") })
    }

    @Test func aFlippedByteOnTheDiskIsFound() async throws {
        try await withClosedStore { directory in
            let url = URL(fileURLWithPath: directory.database)
            var file = try Data(contentsOf: url)
            let place = try #require(file.range(of: Data("note number 4".utf8)))
            file[place.lowerBound] ^= 0x20
            try file.write(to: url)
            try await expectDamage(directory, at: 4)
        }
    }

    @Test(
        arguments: [
            ("DELETE FROM journal WHERE position = 4", 4),
            ("DELETE FROM journal WHERE position = 1", 1),
            ("DELETE FROM journal WHERE position = 6", 6),
            ("DELETE FROM journal WHERE position >= 3", 3),
            ("DELETE FROM journal", 1),
            ("UPDATE journal SET hash = zeroblob(32) WHERE position = 5", 5),
            (
                "UPDATE journal SET bytes = CAST(replace(CAST(bytes AS TEXT), 'ann', 'bob') AS BLOB) WHERE position = 1",
                1
            ),
            ("UPDATE journal SET position = position + 1 WHERE position = 6", 6),
            ("UPDATE store SET head = zeroblob(32)", 6),
        ] as [(String, JournalPosition)]
    )
    func aJournalThatWasTamperedWithIsFound(sql: String, position: JournalPosition) async throws {
        try await withClosedStore { directory in
            try await tamper(
                directory,
                "DROP TRIGGER journal_is_not_updated; DROP TRIGGER journal_is_not_deleted; \(sql)"
            )
            try await expectDamage(directory, at: position)
        }
    }

    @Test func aWellChainedRecordAddedBehindTheStoresBackIsFound() async throws {
        try await withClosedStore { directory in
            try await tamper(
                directory,
                """
                DROP TRIGGER store_knows_the_end_of_the_journal;
                INSERT INTO journal SELECT position + 1, bytes, hash FROM journal WHERE position = 6;
                """
            )
            try await expectDamage(directory, at: 7)
        }
    }

    @Test func aPageOfRubbishIsFound() async throws {
        try await withClosedStore { directory in
            let pages = try await DatabaseQueue(path: directory.database).read { database in
                try Int.fetchAll(database, sql: "SELECT pageno FROM dbstat WHERE name = 'journal'")
            }
            let page = try #require(pages.last)
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: directory.database))
            try file.seek(toOffset: UInt64(page - 1) * 4096)
            try file.write(contentsOf: Data(repeating: 0xA5, count: 4096))
            try file.close()
            let error = #expect(throws: PortError.self) { try SQLiteCoordinationStore(directory, controller: "c1") }
            #expect(error?.code == .damaged)
        }
    }

    @Test func aFileThatIsNoDatabaseIsRefused() async throws {
        try await withClosedStore { directory in
            try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: directory.database))
            let error = #expect(throws: PortError.self) { try SQLiteCoordinationStore(directory, controller: "c1") }
            #expect(error?.code == .damaged)
        }
    }

    @Test func aGoodStoreIsOpenedAfterItWasOnlyLookedAt() async throws {
        try await withClosedStore { directory in
            let found = try JournalRepair.exportGoodPrefix(from: directory, to: directory.path + "/all.jsonl")
            #expect(found == JournalVerification(lastGood: 6, damage: nil))
            try await SQLiteCoordinationStore(directory, controller: "c1").close()
        }
    }
}

import Domain
import Foundation
import GRDB
import JournalFormat
import Ports
import StoreSQLite
import TestSupport
import Testing

/// What the embedded store promises beyond the contract: one process, one controller, and nothing forgotten.
@Suite struct SQLiteStoreTests {
    private func refusal(_ act: () async throws -> Void) async -> PortError? {
        await #expect(throws: PortError.self) { try await act() }
    }

    @Test func aReopenedStoreKnowsAllThatWasWritten() async throws {
        try await withDirectory { directory in
            let store = try SQLiteCoordinationStore(directory, controller: "c1")
            var scene = try await Scene(store)
            for step in [.open(1), .vote(1), .commit(1), .open(2), .vote(2), .freeze("shop", until: nil)]
                as [Scene.Step]
            {
                try await scene.take(step)
            }
            try await store.raiseLeaseTerms(to: LeaseTerms(ttl: .microseconds(1500), fenceTimeout: .seconds(2)))
            let guardian = AgentProcess(agent: "db1", process: 3)
            let terms = LeaseTerms(ttl: .seconds(300), fenceTimeout: .seconds(2))
            let left = HandOver([.init(application: "shop", guardian: guardian, epoch: 2, report: 9, terms: terms)])
            try await store.leave(left, by: scene.process)
            var board = try await scene.board
            let journal = try await scene.journal
            // Where its controller stands is known to a process only, and told again by the next one.
            board.places = [:]
            try await store.close()

            let reopened = try SQLiteCoordinationStore(directory, controller: "c1")
            var boards = reopened.boards().makeAsyncIterator()
            #expect(await boards.next() == board)
            #expect(try await reopened.records(after: 0, limit: 100) == journal)
            let registration = try await reopened.register("c1", at: .somewhere)
            #expect(registration.process.process == 2)
            #expect(registration.handOver == left)
            #expect(registration.longestTerms == LeaseTerms(ttl: .milliseconds(2), fenceTimeout: .seconds(2)))
            #expect(registration.board.applications["shop"]?.votes.isEmpty == true)
            #expect(try await reopened.campaign(registration.process) == 2)
            scene = Scene(resuming: reopened, registration.process, term: 2)
            try await scene.take(.vote(2))
            try await scene.expectRefused(saying: "frozen") { try await $0.append([.committed(.shop(2, epoch: 2))]) }
            try await reopened.close()
        }
    }

    @Test func aSecondOpenerIsRefusedAndToldWhoHoldsTheDirectory() async throws {
        try await withDirectory { directory in
            let store = try SQLiteCoordinationStore(directory, controller: "c1")
            let second = await refusal { _ = try SQLiteCoordinationStore(directory, controller: "c1") }
            #expect(second?.code == .unavailable)
            #expect(second?.message.contains("in use by the process \(getpid())") == true, "\(second?.message ?? "")")
            let reader = await refusal { _ = try OfflineJournal(directory) }
            #expect(reader?.code == .unavailable)
            try await store.close()
            try await SQLiteCoordinationStore(directory, controller: "c1").close()
        }
    }

    @Test func anotherProgramCannotWriteBehindTheStoresBack() async throws {
        try await withDirectory { directory in
            let store = try SQLiteCoordinationStore(directory, controller: "c1")
            _ = try await Scene(store)
            #expect(throws: DatabaseError.self) {
                try DatabaseQueue(path: directory.database).write { try $0.execute(sql: "UPDATE store SET term = 9") }
            }
            try await store.close()
        }
    }

    @Test func aDirectoryOfAnotherControllerIsRefused() async throws {
        try await withDirectory { directory in
            try await SQLiteCoordinationStore(directory, controller: "c1").close()
            let error = await refusal { _ = try SQLiteCoordinationStore(directory, controller: "c2") }
            #expect(error?.code == .rejected)
            #expect(error?.message.contains("belongs to the controller c1, not to c2") == true)
        }
    }

    @Test func aStoreOfANewerVersionIsRefused() async throws {
        try await withDirectory { directory in
            try await SQLiteCoordinationStore(directory, controller: "c1").close()
            try await tamper(directory, "INSERT INTO grdb_migrations VALUES ('2 of tomorrow')")
            let error = await refusal { _ = try SQLiteCoordinationStore(directory, controller: "c1") }
            #expect(error?.code == .rejected)
            #expect(error?.message.contains("newer version") == true)
        }
    }

    @Test func onlyItsOwnControllerIsServed() async throws {
        try await withDirectory { directory in
            let store = try SQLiteCoordinationStore(directory, controller: "c1")
            let other = await refusal { _ = try await store.register("c2", at: .somewhere) }
            #expect(other?.code == .rejected)
            let scene = try await Scene(store)
            let before = try await scene.board
            let three = await refusal { try await scene.append([.joint(2, ["c1", "c2", "c3"], from: ["c1"])]) }
            #expect(three?.code == .rejected)
            #expect(three?.message.contains("etcd") == true)
            #expect(try await scene.board == before)
            try await store.close()
        }
    }

    @Test func aClosedStoreRefusesAndItsBoardsEnd() async throws {
        try await withDirectory { directory in
            let store = try SQLiteCoordinationStore(directory, controller: "c1")
            let scene = try await Scene(store)
            var boards = store.boards().makeAsyncIterator()
            _ = await boards.next()
            try await store.close()
            #expect(await boards.next() == nil)
            let error = await refusal { try await scene.append([.noted("late")]) }
            #expect(error?.code == .unavailable)
        }
    }

    @Test func theJournalOfAStoppedControllerCanBeReadAndChecked() async throws {
        try await withDirectory { directory in
            let store = try SQLiteCoordinationStore(directory, controller: "c1")
            let journal = try await Scene(store).journal
            try await store.close()
            let offline = try OfflineJournal(directory)
            #expect(try offline.records(after: 0, limit: 10) == journal)
            #expect(try offline.records(after: 1, limit: 10) == Array(journal.dropFirst()))
            #expect(try offline.verify() == JournalVerification(lastGood: 2, damage: nil))
        }
    }

    @Test func filesAreForTheirOwnerOnly() async throws {
        try await withDirectory { parent in
            let directory = StoreDirectory(parent.path + "/data")
            let store = try SQLiteCoordinationStore(directory, controller: "c1")
            _ = try await Scene(store)
            for path in [directory.path, directory.database, directory.database + "-wal", directory.lock] {
                var status = stat()
                #expect(stat(path, &status) == 0, "\(path)")
                #expect(status.st_mode & 0o077 == 0, "\(path)")
            }
            try await store.close()
        }
    }
}

/// Changes the database of a stopped controller behind its back.
func tamper(_ directory: StoreDirectory, _ statements: String) async throws {
    let queue = try DatabaseQueue(path: directory.database)
    try await queue.writeWithoutTransaction { database in
        try database.execute(sql: statements)
        try database.checkpoint(.truncate)
    }
    try queue.close()
}

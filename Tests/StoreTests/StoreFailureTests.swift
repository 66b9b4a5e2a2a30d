import Domain
import Foundation
import Ports
import StoreSQLite
import TestSupport
import Testing

/// What survives a killed process and a failing disk (DESIGN S4, FAILURES F15). Needs root, for a small file system of its own.
@Suite struct StoreFailureTests {
    /// A writer appends and notes each answer in another file, until it is killed amid its work; several times over.
    @Test func noAcknowledgedRecordIsLostWhenTheProcessIsKilled() async throws {
        try await withDirectory { directory throws in
            let acknowledged = directory.path + "/acknowledged"
            for milliseconds in [3, 40, 90, 140, 210] {
                let path = directory.path
                await #expect(processExitsWith: .signal(SIGKILL)) {
                    [path = path as String, milliseconds = milliseconds as Int] in
                    let killer = Thread {
                        usleep(useconds_t(milliseconds * 1000))
                        kill(getpid(), SIGKILL)
                    }
                    let file = open(path + "/acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o600)
                    let store = try SQLiteCoordinationStore(StoreDirectory(path), controller: "c1")
                    let process = try await store.register("c1", at: .somewhere).process
                    guard let term = try await store.campaign(process) else { return }
                    killer.start()
                    while true {
                        let events = [JournalEvent.noted("one"), .noted("two")]
                        let records = try await store.append(events, at: Scene.now, by: process, term: term)
                        let line = Array("\(records[1].position) \(term)\n".utf8)
                        _ = write(file, line, line.count)
                    }
                }
            }
            let lines = try String(contentsOfFile: acknowledged, encoding: .utf8).split(separator: "\n")
            #expect(lines.count > 5, "the writers came to write")

            let found = try OfflineJournal(directory).verify()
            #expect(found.damage == nil)
            #expect(
                found.lastGood.rawValue.isMultiple(of: 2),
                "two events of one append are written together or not at all"
            )
            let store = try SQLiteCoordinationStore(directory, controller: "c1")
            let records = try await store.records(after: 0, limit: .max)
            #expect(records.count == Int(found.lastGood.rawValue))
            for line in lines {
                let numbers = line.split(separator: " ").compactMap { UInt64($0) }
                #expect(records[Int(numbers[0]) - 1].term == Term(numbers[1]), "\(line)")
            }
            #expect(try await store.register("c1", at: .somewhere).process.process == 6)
            try await store.close()
        }
    }

    /// What a power failure leaves: the files as they were at one moment, in the middle of everything.
    @Test func theFilesOfARunningStoreAreWholeAtEveryMoment() async throws {
        try await withDirectory { directory throws in
            let store = try SQLiteCoordinationStore(directory, controller: "c1")
            let scene = try await Scene(store)
            try await scene.append([.noted("three")])
            try await withDirectory { copy in
                for file in ["/coordination.sqlite", "/coordination.sqlite-wal"] {
                    try FileManager.default.copyItem(atPath: directory.path + file, toPath: copy.path + file)
                }
                #expect(try OfflineJournal(copy).verify() == JournalVerification(lastGood: 3, damage: nil))
                let restored = try SQLiteCoordinationStore(copy, controller: "c1")
                #expect(try await restored.records(after: 0, limit: 10) == scene.journal)
                try await restored.close()
            }
            try await store.close()
        }
    }

    @Test func aFullDiskRefusesWritesLosesNothingAndIsLeftBehindWhenThereIsRoom() async throws {
        try await withDirectory { mount in
            try run("/bin/mount", "-t", "tmpfs", "-o", "size=1m", "holdfast-test", mount.path)
            defer { try? run("/bin/umount", "--lazy", mount.path) }
            let directory = StoreDirectory(mount.path + "/data")
            let filler = mount.path + "/filler"
            try Data(count: 300_000).write(to: URL(fileURLWithPath: filler))
            let store = try SQLiteCoordinationStore(directory, controller: "c1")
            var scene = try await Scene(store)
            try await scene.take(.open(1))

            let error = try await firstError { try await scene.append([.noted(String(repeating: "x", count: 500))]) }
            #expect(error.code == .unavailable)
            #expect(error.message.contains("no room") && error.message.contains("nothing was written"), "\(error)")
            let (board, journal) = (try await scene.board, try await scene.journal)
            #expect(UInt64(journal.count) == board.position.rawValue)
            let vote = try await scene.vote(for: 1)
            let refused = await #expect(throws: PortError.self) { try await store.cast(vote) }
            #expect(refused?.code == .unavailable)
            #expect(try await scene.board == board)

            try FileManager.default.removeItem(atPath: filler)
            try await store.cast(vote)
            try await scene.take(.commit(1))
            try await store.close()
            #expect(try OfflineJournal(directory).verify().lastGood == board.position.next)
        }
    }

    /// A limit on the size of files makes the disk fail in the middle of a commit, where nobody can know what it has taken.
    @Test func aCommitThatFailsHalfWayIsOfUnknownOutcomeAndTheStoreThenLooksAtTheDisk() async throws {
        try await withDirectory { directory throws in
            let path = directory.path
            await #expect(processExitsWith: .success) { [path = path as String] in
                signal(SIGXFSZ, SIG_IGN)
                let store = try SQLiteCoordinationStore(StoreDirectory(path), controller: "c1")
                let scene = try await Scene(store)
                let before = try await scene.journal
                try limitFiles(to: 4096)
                let error = await #expect(throws: PortError.self) { try await scene.append([.noted("lost")]) }
                #expect(error?.code == .outcomeUnknown, "\(error?.message ?? "")")
                let meanwhile = await #expect(throws: PortError.self) { try await scene.append([.noted("late")]) }
                #expect(meanwhile?.code == .unavailable, "\(meanwhile?.message ?? "")")
                try limitFiles(to: rlim_t.max)
                #expect(try await scene.journal == before)
                #expect(try await scene.append([.noted("after")]).map(\.position) == [3])
                try await store.close()
            }
            #expect(try OfflineJournal(directory).verify() == JournalVerification(lastGood: 3, damage: nil))
        }
    }

    private func firstError(of act: () async throws -> Void) async throws -> PortError {
        for _ in 1...10_000 {
            do {
                try await act()
            } catch let error as PortError {
                return error
            }
        }
        throw PortError(.rejected, "it never failed")
    }

    private func run(_ program: String, _ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw PortError(.unavailable, "\(program) failed with \(process.terminationStatus): these tests need root")
        }
    }
}

/// Bounds the size of what this process writes to any file.
private func limitFiles(to bytes: rlim_t) throws {
    var limit = rlimit(rlim_cur: bytes, rlim_max: .max)
    guard setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else {
        throw PortError(.unavailable, "cannot limit the size of files: \(String(cString: strerror(errno)))")
    }
}

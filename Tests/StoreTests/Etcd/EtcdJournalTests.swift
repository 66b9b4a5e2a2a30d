import Domain
import Foundation
import JournalFormat
import Ports
import StoreSQLite
import Testing

@testable import StoreEtcd

/// The journal on etcd: each controller's own copy of it, what is taken out of etcd, and how a new directory is seeded.
@Suite struct EtcdJournalTests {
    private static var small: EtcdBounds {
        var bounds = EtcdBounds()
        bounds.recordsKept = 10
        bounds.recordsAtOnce = 5
        bounds.revisionsKept = 20
        bounds.tidyEvery = .milliseconds(50)
        return bounds
    }

    private func settings() async throws -> EtcdSettings {
        let server = try EtcdServer.shared.get()
        try await server.waitUntilReady()
        return try EtcdSettings(endpoints: [server.endpoint])
    }

    @Test func aControllersCopyFollowsAndAnswersAfterARestart() async throws {
        let settings = try await settings()
        try await withDirectory { directory in
            let cluster = "copy-\(UUID().uuidString)"
            var copy = try SQLiteJournalCopy(directory, controller: "c1")
            var records: [JournalRecord] = []
            try await withEtcdStores(1, settings, cluster: cluster, controllers: ["c1"], copies: [copy]) {
                stores throws in
                let scene = try await Scene(stores[0])
                try await scene.append([.noted("1"), .noted("2")])
                try await eventually("it is copied") { try await copy.end().position == 4 }
                records = try await scene.journal
            }
            try await copy.close()
            try await verify(directory, settings, cluster)

            copy = try SQLiteJournalCopy(directory, controller: "c1")
            #expect(try await copy.records(after: 0, limit: 10) == records)
            try await withEtcdStores(1, settings, cluster: cluster, controllers: [], copies: [copy]) { stores throws in
                #expect(try await stores[0].records(after: 1, limit: 2) == Array(records[1...2]))
                #expect(try await stores[0].records(after: 0, limit: 100) == records)
            }
            try await copy.close()
        }
    }

    private func verify(_ directory: StoreDirectory, _ settings: EtcdSettings, _ cluster: String) async throws {
        let journal = try OfflineJournal(directory)
        #expect(try journal.verify() == JournalVerification(lastGood: 4, damage: nil))
        let last = try await EtcdJournalCheck.verify(settings, cluster: cluster) { position throws(PortError) in
            try journal.chain(at: position)
        }
        #expect(last == 4)
        let error = await #expect(throws: PortError.self) {
            try await EtcdJournalCheck.verify(settings, cluster: cluster) { position throws(PortError) in
                JournalChain(position: position, hash: JournalChain.empty.hash.reversed())
            }
        }
        #expect(error?.code == .damaged)
    }

    @Test func aCopyOfAnotherClusterIsRefused() async throws {
        let settings = try await settings()
        let copy = MemoryJournalCopy()
        try await withEtcdStores(1, settings, controllers: ["c1"], copies: [copy]) { stores throws in
            try await Scene(stores[0]).append([.noted("1")])
            _ = try await stores[0].records(after: 0, limit: 10)
        }
        let error = await #expect(throws: PortError.self) {
            try await withEtcdStores(1, settings, controllers: ["c1"], copies: [copy]) { _ in }
        }
        #expect(error?.code == .damaged)
        #expect(error?.message.contains("copy is of another cluster") == true, "\(error?.message ?? "")")
    }

    @Test func whatEveryControllerHasIsTakenOutAndANewDirectoryIsSeeded() async throws {
        let settings = try await settings()
        try await withDirectory { directory in
            let copies: [any JournalCopy] = [
                try SQLiteJournalCopy(directory, controller: "c1"), MemoryJournalCopy(), MemoryJournalCopy(),
            ]
            let cluster = "trim-\(UUID().uuidString)"
            let members: [ControllerID] = ["c1", "c2", "c3"]
            try await withEtcdStores(
                3,
                settings,
                cluster: cluster,
                controllers: members,
                bounds: Self.small,
                copies: copies
            ) { stores throws in
                let scene = try await Scene(stores[0])
                for number in 1...40 { try await scene.append([.noted("\(number)")]) }
                try await eventually("records are taken out") {
                    (try await stores[0].journal.remote.first()?.rawValue ?? 0) > 20
                }
                let first = try #require(try await stores[0].journal.remote.first())
                #expect(first.rawValue <= 42 - Self.small.recordsKept + 1)
                #expect(try await stores[1].records(after: 0, limit: 100).count == 42)
                try await Self.refusesAndIsSeeded(settings, cluster, directory, copies)
            }
        }
    }

    private static func refusesAndIsSeeded(
        _ settings: EtcdSettings,
        _ cluster: String,
        _ directory: StoreDirectory,
        _ copies: [any JournalCopy]
    ) async throws {
        try await withEtcdStores(1, settings, cluster: cluster, controllers: []) { late throws in
            let error = await #expect(throws: PortError.self) { try await late[0].records(after: 0, limit: 100) }
            #expect(error?.code == .rejected)
            for words in ["records 1 to ", "no longer in etcd", "holdfast journal export", "holdfast journal import"] {
                #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
            }
        }
        try await (copies[0] as? SQLiteJournalCopy)?.close()
        let export = directory.path + "/export.jsonl"
        _ = try JournalRepair.exportGoodPrefix(from: directory, to: export)
        try await withDirectory { empty in
            let end = try JournalImport.seed(from: export, into: empty, of: "c4")
            #expect(end.rawValue >= 20)
            #expect(try JournalImport.seed(from: export, into: empty, of: "c4") == end, "once more does no harm")
            let seeded = try SQLiteJournalCopy(empty, controller: "c4")
            try await withEtcdStores(1, settings, cluster: cluster, controllers: [], copies: [seeded]) {
                stores throws in
                #expect(try await stores[0].records(after: 0, limit: 100).count == 42)
            }
            try await seeded.close()
        }
    }

    @Test func aControllerThatHasCopiedNothingKeepsRecordsInEtcd() async throws {
        let settings = try await settings()
        try await withEtcdStores(1, settings, controllers: ["c1", "c2"], bounds: Self.small) { stores throws in
            let scene = try await Scene(stores[0])
            for number in 1...30 { try await scene.append([.noted("\(number)")]) }
            try await eventually("it was told what is copied, and looked at") {
                try stores[0].known().copies["c1"] ?? 0 >= 25
            }
            #expect(try await stores[0].journal.remote.first() == 1)
        }
    }

    // MARK: Seeding

    @Test(arguments: [
        ("{\"no\": \"record\"}\n", "cannot be read"), ("half a record", "ends in the middle"),
    ])
    func whatIsNoExportIsRefusedAndAddsNothing(text: String, words: String) async throws {
        try await withDirectory { directory in
            try FileManager.default.createDirectory(atPath: directory.path, withIntermediateDirectories: true)
            let file = directory.path + "/file"
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            let error = #expect(throws: PortError.self) {
                try JournalImport.seed(from: file, into: directory, of: "c1")
            }
            #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
            let copy = try SQLiteJournalCopy(directory, controller: "c1")
            let end = try await copy.end()
            #expect(end == JournalChain.empty)
            try await copy.close()
        }
    }

    @Test func aCopyAndAStoreAreNotTakenForEachOther() async throws {
        try await withDirectory { directory in
            try await SQLiteCoordinationStore(directory, controller: "c1").close()
            let error = #expect(throws: PortError.self) { try SQLiteJournalCopy(directory, controller: "c1") }
            #expect(error?.code == .rejected)
            #expect(error?.message.contains("store of a single controller") == true)
        }
        try await withDirectory { directory in
            try await SQLiteJournalCopy(directory, controller: "c1").close()
            let error = #expect(throws: PortError.self) { try SQLiteCoordinationStore(directory, controller: "c1") }
            #expect(error?.code == .rejected)
            #expect(error?.message.contains("name etcd: in controller.yaml") == true)
        }
    }

    @Test func aCopyTakesOnlyWhatFollows() async throws {
        try await withDirectory { directory in
            let copy = try SQLiteJournalCopy(directory, controller: "c1")
            var chain = JournalChain.empty
            let entries = try (1...3).map { number in
                let event = JournalEvent.noted("\(number)")
                let position = JournalPosition(UInt64(number))
                let record = JournalRecord(position: position, term: 1, controller: "c1", at: Scene.now, event: event)
                return chain.append(try JournalCodec.encode(record))
            }
            try await copy.append([entries[0], entries[1]])
            try await copy.append(entries)
            let end = try await copy.end()
            #expect(end == chain)
            let forged = [StoredEntry(position: 4, bytes: entries[2].bytes, hash: entries[2].hash)]
            let error = await #expect(throws: PortError.self) { try await copy.append(forged) }
            #expect(error?.code == .damaged)
            let after = try await copy.end()
            #expect(after == chain)
            try await copy.close()
        }
    }
}

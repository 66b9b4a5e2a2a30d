import Domain
import Foundation
import JournalFormat
import Ports
import StoreEtcd
import StoreSQLite
import Testing

/// Rule 8: what was backed up while a controller ran comes back whole, above every number of before, and held.
@Suite struct RestoreTests {
    private static let time = Timestamp(milliseconds: 1_795_000_000_000)
    private static let terms = LeaseTerms(ttl: .seconds(40), fenceTimeout: .seconds(3))
    private static let history: [Scene.Step] = [
        .open(1), .vote(1), .commit(1), .applyPlan(2), .freeze("shop", until: nil), .open(2), .vote(2),
    ]

    private static func restoration(_ controllers: ControllerID...) -> Restoration {
        Restoration(by: ["ann"], reason: "test", floor: Restoration.floor(at: time), controllers: controllers)
    }

    /// Backs up a store that has a history, as a command does: page by page.
    private static func backUp(_ store: some CoordinationStore & BackupSource, to path: String) async throws {
        var scene = try await Scene(store)
        for step in history { try await scene.take(step) }
        try await store.raiseLeaseTerms(to: terms)
        let first = try await store.backup(after: 0, at: time)
        // What comes later is not part of it.
        try await scene.append([.noted("too late")])
        var writer = try BackupFile.Writer(path, BackupFile.Header(cluster: "test", head: first.head))
        try writer.add(Array(first.records.prefix(2)))
        while !writer.isComplete { try writer.add(try await store.backup(after: writer.position, at: time).records) }
        try writer.finish()
    }

    private static func withBackup(_ test: (String) async throws -> Void) async throws {
        try await withDirectory { directory in
            let path = directory.path + "/backup"
            let store = try SQLiteCoordinationStore(StoreDirectory(directory.path + "/store"), controller: "c1")
            try await backUp(store, to: path)
            try await store.close()
            try await test(path)
        }
    }

    /// What holds in whatever store goes on from the backup.
    private static func expectHeld(_ registration: Registration) throws {
        let floor = Restoration.floor(at: time)
        let shop = try #require(registration.board.applications["shop"])
        #expect(registration.process.process.rawValue > floor)
        #expect(registration.board.term.rawValue >= floor)
        #expect(registration.board.leader == nil)
        #expect(registration.board.controllerSet.version.rawValue >= floor)
        #expect(registration.longestTerms == terms)
        #expect(shop.assignment == Assignment(epoch: Epoch(floor), region: "west", activatedEpoch: 1))
        #expect(shop.openProposal == nil && shop.votes.isEmpty)
        #expect(shop.lastProposal.rawValue >= floor)
    }

    @Test func theJournalAloneLeadsToTheBoard() async throws {
        let store = try await StoreKind.inMemory.withSceneAnswer(Self.history)
        var state = CoordinationState(board: Board())
        for record in store.journal { state.replay(record) }
        let (replayed, board) = (state.board.applications["shop"], store.board.applications["shop"])
        #expect(replayed?.assignment == board?.assignment)
        #expect(replayed?.openProposal == board?.openProposal)
        #expect(replayed?.lastProposal == board?.lastProposal)
        #expect(state.planVersions == ["shop": 2])
        #expect(state.freezes.keys.contains("shop"))
        #expect(state.board.position == store.board.position && state.board.term == store.board.term)
    }

    @Test func anEmptyDirectoryGoesOnFromABackup() async throws {
        try await Self.withBackup { path in
            var journal = try RestoredJournal(backup: path)
            try journal.restore(Self.restoration("c1"), at: Self.time, on: "c1")
            try await withDirectory { directory in
                #expect(try StoreRestore.fill(directory, of: "c1", from: journal, isCopy: false) == nil)
                let store = try SQLiteCoordinationStore(directory, controller: "c1")
                let registration = try await store.register("c1", at: .somewhere)
                try Self.expectHeld(registration)
                let records = try await store.records(after: 0, limit: 1000)
                #expect(records.last?.event == .controllers(.restored(Self.restoration("c1"))))
                // And it does go on: leadership, records, votes, and the next epoch.
                let term = try #require(try await store.campaign(registration.process))
                let scene = Scene(resuming: store, registration.process, term: term)
                try await scene.append([.freeze(.unfrozen(application: "shop", by: "ann", reason: "test"))])
                let shop = try await scene.shop
                let next = Proposal.shop(shop.lastProposal.next, epoch: shop.assignment.epoch)
                try await scene.append([.failover(.proposalOpened(next))])
                try await store.cast(try await scene.vote(for: next.number))
                try await scene.append([.committed(next, planVersion: 2)])
                #expect(try await scene.epoch == shop.assignment.epoch.next)
                try await store.close()
            }
        }
    }

    @Test func whatIsReplacedIsKeptAside() async throws {
        try await Self.withBackup { path in
            var journal = try RestoredJournal(backup: path)
            try journal.restore(Self.restoration("c1"), at: Self.time, on: "c1")
            try await withDirectory { directory in
                let old = try SQLiteCoordinationStore(directory, controller: "c1")
                _ = try await Scene(old)
                #expect(throws: PortError.self, "a controller runs there") {
                    try StoreRestore.fill(directory, of: "c1", from: journal, isCopy: false)
                }
                try await old.close()
                let aside = try StoreRestore.fill(directory, of: "c1", from: journal, isCopy: false)
                let kept = StoreDirectory(try #require(aside))
                #expect(try OfflineJournal(kept).verify().lastGood == 2)
                try await SQLiteCoordinationStore(directory, controller: "c1").close()
            }
        }
    }

    @Test func aBackupWithOneOtherByteIsRefused() async throws {
        try await Self.withBackup { path in
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            let lines = whole.split(separator: 10)
            let altered = path + "-altered"
            func expectRefused(_ bytes: Data, _ what: String) throws {
                try bytes.write(to: URL(fileURLWithPath: altered))
                #expect(throws: PortError.self, "\(what)") { try RestoredJournal(backup: altered) }
            }
            for index in stride(from: 0, to: whole.count, by: 97) where whole[index] != 10 {
                var bytes = whole
                bytes[index] ^= 1
                try expectRefused(bytes, "byte \(index) is another")
            }
            for index in lines.indices {
                let rest = lines.indices.filter { $0 != index }.map { lines[$0] }
                // Without its first line it is a journal, which can be restored too.
                guard index > 0 else { continue }
                try expectRefused(Data(rest.joined(separator: [10]) + [10]), "line \(index) is missing")
            }
            try expectRefused(Data(whole.dropLast(4)), "it is cut off")
            #expect(try RestoredJournal(backup: path).controllers == ["c1"])
        }
    }

    @Test func aClockThatIsBehindTheBackupIsRefused() async throws {
        try await Self.withBackup { path in
            var journal = try RestoredJournal(backup: path)
            try journal.restore(Self.restoration("c1"), at: Self.time, on: "c1")
            var again = try RestoredJournal(backup: path)
            let early = Restoration(by: ["ann"], reason: "test", floor: 1, controllers: ["c1"])
            #expect(throws: PortError.self) { try again.restore(early, at: Self.time, on: "c1") }
        }
    }

    @Test func anEmptyEtcdGoesOnFromABackupAndTheSecondControllerJoins() async throws {
        let server = try EtcdServer.shared.get()
        try await server.waitUntilReady()
        let settings = try EtcdSettings(endpoints: [server.endpoint])
        try await Self.withBackup { path in
            let cluster = "restored-\(UUID().uuidString)"
            let etcd = try EtcdRestore(settings, cluster: cluster)
            var journal = try RestoredJournal(backup: path)
            guard case .nothing = try await etcd.look(behind: journal.backupEnd) else {
                Issue.record("there is something in an empty etcd")
                return
            }
            try journal.restore(Self.restoration("c1", "c2", "c3"), at: Self.time, on: "c1")
            try await etcd.write(journal, replacing: false)
            var second = try RestoredJournal(backup: path)
            guard case .cluster(let following?) = try await etcd.look(behind: second.backupEnd) else {
                Issue.record("the second controller does not find the first one's restore")
                return
            }
            let hasJoined = second.join(following)
            #expect(hasJoined && second.state.board == journal.state.board)
            await #expect(throws: PortError.self, "it is not written over") {
                try await etcd.write(second, replacing: false)
            }
            await etcd.close()
            try await withDirectory { directory in
                _ = try StoreRestore.fill(directory, of: "c2", from: second, isCopy: true)
                let copy = try SQLiteJournalCopy(directory, controller: "c2")
                try await withEtcdStores(
                    2,
                    settings,
                    cluster: cluster,
                    controllers: [],
                    copies: [MemoryJournalCopy(), copy]
                ) {
                    stores throws in
                    try Self.expectHeld(try await stores[0].register("c1", at: .somewhere))
                    let second = try await stores[1].register("c2", at: .somewhere)
                    _ = try #require(try await stores[1].campaign(second.process))
                    let records = try await stores[0].records(after: 0, limit: 1000)
                    #expect(records.last?.event == .controllers(.restored(Self.restoration("c1", "c2", "c3"))))
                }
                try await copy.close()
            }
        }
    }

    @Test func etcdIsBackedUpWhileItIsInUse() async throws {
        try await EtcdServer.shared.withStore { store in
            try await withDirectory { directory in
                let path = directory.path + "/backup"
                try await Self.backUp(store, to: path)
                var journal = try RestoredJournal(backup: path)
                #expect(journal.header?.head.longestTerms == Self.terms)
                try journal.restore(Self.restoration("c1"), at: Self.time, on: "c1")
                #expect(journal.state.board.applications["shop"]?.assignment.region == "west")
            }
        }
    }
}

extension StoreKind {
    /// What a store says after a history.
    fileprivate func withSceneAnswer(_ steps: [Scene.Step]) async throws -> (board: Board, journal: [JournalRecord]) {
        var answer: (Board, [JournalRecord])?
        try await withScene(steps) { scene in answer = (try await scene.board, try await scene.journal) }
        return try #require(answer)
    }
}

import Domain
import Foundation
import Ports
import SystemClock
import TestSupport
import Testing

@testable import StoreEtcd

/// What becomes of writes and of watches when members of a real etcd die (FAILURES F2, F7, F12).
@Suite(.serialized) struct EtcdFailureTests {
    private func scene(_ members: EtcdMembers, _ test: (Scene, EtcdCoordinationStore) async throws -> Void) async throws
    {
        try await withEtcdStores(1, members.settings(), controllers: ["c1"]) { stores in
            try await test(try await Scene(stores[0]), stores[0])
        }
    }

    /// Every record once, in order.
    private func expectNotes(_ count: Int, of store: any CoordinationStore) async throws {
        let notes = try await store.records(after: 2, limit: 1000).map(\.event)
        #expect(notes == (1...count).map { .noted("\($0)") })
    }

    @Test func aDeadMemberCostsNeitherALeadershipNorARecord() async throws {
        try await withEtcdMembers { members throws in
            try await scene(members) { scene, store throws in
                for number in 1...3 { try await scene.append([.noted("\(number)")]) }
                try members.kill(0)
                for number in 4...6 { try await scene.append([.noted("\(number)")]) }
                #expect(try await store.campaign(scene.process) == scene.term)
                try await expectNotes(6, of: store)
            }
        }
    }

    @Test func theDeathOfEtcdsLeaderCostsNeitherALeadershipNorARecord() async throws {
        try await withEtcdMembers { members throws in
            let leader = try await members.leader()
            try await withEtcdStores(1, members.settings(startingWith: leader), controllers: ["c1"]) { stores in
                let scene = try await Scene(stores[0])
                try await scene.append([.noted("1")])
                try members.kill(leader)
                for number in 2...4 { try await scene.append([.noted("\(number)")]) }
                #expect(try await stores[0].campaign(scene.process) == scene.term)
                try await expectNotes(4, of: stores[0])
            }
        }
    }

    @Test func withoutAQuorumOneLineSaysSoAndLaterAllGoesOn() async throws {
        try await withEtcdMembers { members throws in
            try await scene(members) { scene, store throws in
                try await scene.append([.noted("1")])
                try members.kill(1)
                try members.kill(2)
                var refusal: PortError?
                try await eventually("the member that is left says that it has no leader") {
                    do { _ = try await store.campaign(scene.process) } catch let error as PortError { refusal = error }
                    return refusal?.code == .unavailable
                }
                let message = refusal?.message ?? ""
                #expect(message.contains("etcd has no quorum") && message.contains("no leader"), "\(message)")
                #expect(!message.contains("\n"))
                let append = await #expect(throws: PortError.self) { try await scene.append([.noted("lost")]) }
                #expect(append?.code == .unavailable, "nothing was proposed, so nothing is in doubt")
                try await members.whileRestarted([1, 2]) {
                    try await eventually("the leader goes on") {
                        (try? await store.campaign(scene.process)) == scene.term
                    }
                    try await scene.append([.noted("2")])
                    try await expectNotes(2, of: store)
                }
            }
        }
    }

    @Test func aControllerThatStartsWithoutAQuorumRegistersWhenThereIsOne() async throws {
        try await withEtcdMembers { members throws in
            try members.kill(1)
            try members.kill(2)
            let store = try EtcdCoordinationStore(
                try members.settings(),
                cluster: "late",
                controller: "c1",
                copy: MemoryJournalCopy(),
                initialControllers: ["c1"],
                time: SystemTime(),
                logger: .silent
            )
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try? await store.run() }
                let refusal = await #expect(throws: PortError.self) { try await store.register("c1", at: .somewhere) }
                #expect(
                    refusal?.code == .unavailable || refusal?.code == .outcomeUnknown,
                    "\(String(describing: refusal))"
                )
                #expect(refusal?.message.contains("etcd has no quorum") == true)
                try await members.whileRestarted([1, 2]) {
                    try await eventually("it registers") {
                        (try? await store.register("c1", at: .somewhere)) != nil
                    }
                    try await eventually("and follows") { store.feed.board.places["c1"] != nil }
                }
                group.cancelAll()
            }
            await store.close()
        }
    }

    /// What a gateway says whose etcd is just starting, or whose proxy cannot reach it.
    @Test(arguments: [500, 502, 503, 504] as [UInt], ["", "Service Unavailable", "<html>"])
    func aServerInTroubleIsNotTakenForNone(status: UInt, words: String) {
        let failure = EtcdFailure(status: status, Array(words.utf8), from: "e1")
        guard case .unanswered(let line) = failure else { return #expect(Bool(false), "\(failure)") }
        #expect(line.hasPrefix("e1 cannot answer now: status \(status)") && (words.isEmpty || line.contains(words)))
    }

    @Test func aServerWithoutAGatewayIsNamedAsOne() {
        guard case .refused(let refusal) = EtcdFailure(status: 404, Array("404 page not found".utf8), from: "e1") else {
            return #expect(Bool(false))
        }
        #expect(refusal.code == .rejected && refusal.message.contains("no etcd of version 3.4 or newer"))
    }

    @Test func aWatchGoesOnAtAnotherMember() async throws {
        try await withEtcdMembers { members throws in
            let settings = try members.settings()
            try await withEtcdStores(2, settings, controllers: ["c1", "c2"]) { stores in
                let scene = try await Scene(stores[0])
                try await eventually("the second sees it") { stores[1].feed.board == stores[0].feed.board }
                try members.kill(0)
                try await scene.append([.noted("1")])
                try await scene.append([.noted("2")])
                try await eventually("the second sees it still") { stores[1].feed.board == stores[0].feed.board }
            }
        }
    }

    @Test func aMemberThatHangsIsLeftBehind() async throws {
        try await withEtcdMembers { members throws in
            let leader = try await members.leader()
            let hanging = (leader + 1) % 3
            try await withEtcdStores(1, members.settings(startingWith: hanging), controllers: ["c1"]) { stores in
                let scene = try await Scene(stores[0])
                try members.pause(hanging)
                try await scene.append([.noted("1")])
                try members.resume(hanging)
                try await expectNotes(1, of: stores[0])
            }
        }
    }

    @Test func aWatchThatBeginsBeforeACompactionReadsAnew() async throws {
        let server = try EtcdServer.shared.get()
        try await server.waitUntilReady()
        let settings = try EtcdSettings(endpoints: [server.endpoint])
        try await withEtcdStores(1, settings, controllers: ["c1", "c2"]) { stores in
            let late = try await EtcdCoordinationStore.opened(
                settings,
                cluster: stores[0].keys.cluster,
                controller: "c2",
                copy: MemoryJournalCopy(),
                initialControllers: [],
                time: SystemTime(),
                logger: .silent
            )
            let scene = try await Scene(stores[0])
            for number in 1...5 { try await scene.append([.noted("\(number)")]) }
            try await server.compact()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try? await late.run() }
                try await eventually("it knows all") { late.feed.board == stores[0].feed.board }
                try await scene.append([.noted("6")])
                try await eventually("and goes on to hear") { late.feed.board.position == 8 }
                group.cancelAll()
            }
            await late.close()
        }
    }

    // MARK: Lost answers

    @Test func anAppendWhoseAnswerIsLostIsFoundAndNotRepeated() async throws {
        let server = try EtcdServer.shared.get()
        try await server.waitUntilReady()
        let proxy = try LosingProxy(to: server.port)
        defer { proxy.close() }
        let both = try EtcdSettings(endpoints: [proxy.endpoint, server.endpoint])
        try await withEtcdStores(1, both, controllers: ["c1"]) { stores in
            let scene = try await Scene(stores[0])
            proxy.set(.losing)
            let records = try await scene.append([.noted("1")])
            #expect(records.map(\.position) == [3])
            proxy.set(.passing)
            try await expectNotes(1, of: stores[0])
            #expect(stores[0].feed.board.position == 3)
        }
    }

    @Test func withoutAnotherMemberALostAnswerIsAnUnknownOutcome() async throws {
        let server = try EtcdServer.shared.get()
        try await server.waitUntilReady()
        let proxy = try LosingProxy(to: server.port)
        defer { proxy.close() }
        try await withEtcdStores(1, EtcdSettings(endpoints: [proxy.endpoint]), controllers: ["c1"]) { stores in
            let scene = try await Scene(stores[0])
            proxy.set(.losing)
            let error = await #expect(throws: PortError.self) { try await scene.append([.noted("1")]) }
            #expect(error?.code == .outcomeUnknown, "\(error?.message ?? "")")
            proxy.set(.passing)
            try await expectNotes(1, of: stores[0])
        }
    }

    /// The vote is stored and counted while its voter waits for an answer. To tell it that nothing was written would let it
    /// grant the old epoch again (S1).
    @Test func aVoteThatWasCountedWhileItsAnswerWasLostIsNotCalledRefused() async throws {
        let server = try EtcdServer.shared.get()
        try await server.waitUntilReady()
        let proxies = [try LosingProxy(to: server.port), try LosingProxy(to: server.port)]
        defer { for proxy in proxies { proxy.close() } }
        let direct = try EtcdSettings(endpoints: [server.endpoint])
        try await withEtcdStores(1, direct, controllers: ["c1", "c2", "c3"]) { leading in
            var scene = try await Scene(leading[0])
            let settings = try EtcdSettings(endpoints: proxies.map(\.endpoint))
            try await withEtcdStores(1, settings, cluster: leading[0].keys.cluster, controllers: []) { voting in
                let voter = try await voting[0].register("c2", at: .somewhere).process
                try await scene.take(.open(1))
                try await scene.take(.vote(1))
                // What it has not seen yet it would have to ask for, and no answer comes through.
                try await eventually("the voter sees the first vote") {
                    voting[0].feed.board.applications["shop"]?.votes["c1"] != nil
                }
                let sequence = try #require(voting[0].feed.board.applications["shop"]?.sequences["c2"])
                let vote = Vote(
                    controller: "c2",
                    process: voter.process,
                    sequence: sequence,
                    application: "shop",
                    epoch: 1,
                    proposal: 1
                )
                for proxy in proxies { proxy.set(.holding) }
                async let answer: Void = voting[0].cast(vote)
                try await eventually("the vote is there") {
                    leading[0].feed.board.applications["shop"]?.votes["c2"] != nil
                }
                try await scene.append([.committed(.shop(1), votes: ["c1", "c2"])])
                // The answer that was kept back is lost now, and the other way is open.
                for proxy in proxies { proxy.set(.passing) }
                do {
                    try await answer
                    Issue.record("the vote was answered")
                } catch let error as PortError {
                    #expect(error.code == .outcomeUnknown, "\(error)")
                }
            }
        }
    }
}

import Domain
import Foundation
import Ports
import Synchronization
import Testing

@testable import StoreEtcd

/// How leadership is won, kept and lost on etcd, on time that the test moves (DESIGN S3).
@Suite struct EtcdElectionTests {
    /// Two controllers' stores, the second on a clock of its own.
    private func withTwo(
        _ test: (EtcdCoordinationStore, EtcdCoordinationStore, TestClock) async throws -> Void
    ) async throws {
        let server = try EtcdServer.shared.get()
        try await server.waitUntilReady()
        let clock = TestClock()
        let settings = try EtcdSettings(endpoints: [server.endpoint])
        try await withEtcdStores(2, settings, controllers: ["c1", "c2", "c3"], time: clock) { stores in
            try await test(stores[0], stores[1], clock)
        }
    }

    private func sees(_ store: EtcdCoordinationStore, asMuchAs other: EtcdCoordinationStore) async throws {
        try await eventually("the watch has told of everything") {
            try store.known().complete >= other.known().newest
        }
    }

    @Test func aSilentLeaderIsReplacedAfterTheSilenceAndNotBefore() async throws {
        try await withTwo { first, second, clock throws in
            let one = try await first.register("c1", at: .somewhere).process
            let two = try await second.register("c2", at: .somewhere).process
            #expect(try await first.campaign(one) == 1)
            try await sees(second, asMuchAs: first)
            clock.advance(by: .milliseconds(1499))
            #expect(try await second.campaign(two) == nil)
            clock.advance(by: .milliseconds(1))
            #expect(try await second.campaign(two) == 2)
            #expect(try await first.campaign(one) == nil)
        }
    }

    @Test func everyBeatAndEveryRecordKeepsTheLeadership() async throws {
        try await withTwo { first, second, clock throws in
            let one = try await first.register("c1", at: .somewhere).process
            let two = try await second.register("c2", at: .somewhere).process
            #expect(try await first.campaign(one) == 1)
            for round in 1...6 {
                clock.advance(by: .milliseconds(1000))
                if round.isMultiple(of: 2) {
                    #expect(try await first.campaign(one) == 1)
                } else {
                    _ = try await first.append([.noted("a")], at: Scene.now, by: one, term: 1)
                }
                try await sees(second, asMuchAs: first)
                #expect(try await second.campaign(two) == nil)
            }
        }
    }

    /// The challenger has not heard of the beat, and etcd has: the condition on it holds the leadership.
    @Test func aBeatThatTheChallengerHasNotSeenStillKeepsTheLeadership() async throws {
        try await withTwo { first, _, _ throws in
            let settings = try EtcdSettings(endpoints: [EtcdServer.shared.get().endpoint])
            let one = try await first.register("c1", at: .somewhere).process
            #expect(try await first.campaign(one) == 1)
            let clock = TestClock()
            // A store that does not run knows what it read at its start.
            let deaf = try await EtcdCoordinationStore.opened(
                settings,
                cluster: first.keys.cluster,
                controller: "c2",
                copy: MemoryJournalCopy(),
                initialControllers: [],
                time: clock,
                logger: .silent
            )
            let two = try await deaf.register("c2", at: .somewhere).process
            #expect(try await first.campaign(one) == 1)
            clock.advance(by: .seconds(10))
            #expect(try await deaf.campaign(two) == nil)
            #expect(try await first.campaign(one) == 1)
            clock.advance(by: .milliseconds(1499))
            #expect(try await deaf.campaign(two) == nil, "the silence is counted anew from the beat that was missed")
            await deaf.close()
        }
    }

    @Test func whoIsReplacedWritesNothingMore() async throws {
        try await withTwo { first, second, clock throws in
            let scene = try await Scene(first)
            let two = try await second.register("c2", at: .somewhere).process
            try await sees(second, asMuchAs: first)
            clock.advance(by: .seconds(2))
            #expect(try await second.campaign(two) == 2)
            let late = await #expect(throws: PortError.self) { try await scene.append([.noted("late")]) }
            #expect(late?.code == .conditionFailed)
            #expect(late?.message.contains("c2 leads under term 2") == true, "\(late?.message ?? "")")
            #expect(try await second.records(after: 0, limit: 10).count == 2)
            #expect(first.feed.board.leader == "c2")
            try await first.resign(scene.process, term: scene.term)
            #expect(try await second.campaign(two) == 2, "what is no more cannot be given up")
        }
    }

    @Test func ofManyChallengersOneWins() async throws {
        try await withTwo { first, second, clock throws in
            let one = try await first.register("c1", at: .somewhere).process
            let two = try await second.register("c2", at: .somewhere).process
            let three = try await second.register("c3", at: .somewhere).process
            #expect(try await first.campaign(one) == 1)
            try await sees(second, asMuchAs: first)
            clock.advance(by: .seconds(2))
            async let won = second.campaign(two)
            async let lost = second.campaign(three)
            let terms = [try await won, try await lost].compactMap { $0 }
            #expect(terms == [2])
        }
    }

    @Test func aLeaderThatGivesUpIsReplacedAtOnce() async throws {
        try await withTwo { first, second, _ throws in
            let one = try await first.register("c1", at: .somewhere).process
            let two = try await second.register("c2", at: .somewhere).process
            #expect(try await first.campaign(one) == 1)
            try await first.resign(one, term: 1)
            try await sees(second, asMuchAs: first)
            #expect(try await second.campaign(two) == 2)
        }
    }
}

/// A clock that the test moves. What sleeps by it sleeps as long as by any other: a watch that is begun anew between two moves
/// must not wait for the next.
final class TestClock: TimeSource {
    private let instant = Mutex(Instant(sinceBoot: .seconds(1000)))

    var now: Moment { Moment(instant: instant.withLock { $0 }, wall: Scene.now) }

    func advance(by duration: Duration) { instant.withLock { $0 = $0 + duration } }

    func sleep(until end: Instant) async throws {
        try await Task.sleep(for: end - now.instant)
    }
}

extension ControllerPlace {
    static var somewhere: ControllerPlace { ControllerPlace(region: "east") }
}

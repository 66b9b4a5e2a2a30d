import Domain
import Ports
import TestSupport
import Testing

@testable import Controller

/// A follower's state is the fold of the whole journal, whatever it was shown of it.
@Suite struct FollowingTests {
    @Test func aFollowerThatMissedARecordFoldsTheJournalAnew() async throws {
        let bench = ControllerBench(members: ["c1", "c2"])
        bench.memory.moveLeadership(to: "c2")
        let leader = try await bench.memory.register("c2", at: .somewhere).process
        let term = try #require(try await bench.memory.campaign(leader))
        @Sendable func append(_ ids: [IncidentID]) async throws {
            let events = ids.map { JournalEvent.incident(.opened(id: $0, subject: .agent("a1"), title: "test")) }
            _ = try await bench.memory.append(events, at: bench.time.now.wall, by: leader, term: term)
        }
        let ending = try await bench.run {
            try await append(["i1"])
            try await bench.wait(until: { await bench.controller.machine?.cluster.position == 1 }, "c1 does not follow")
            bench.store.hide(2)
            try await append(["i2", "i3"])
            try await bench.wait(until: { await bench.controller.machine?.cluster.position == 3 }, "the gap stays")
            let cluster = await bench.controller.machine?.cluster
            #expect(cluster?.incidents.keys.sorted() == ["i1", "i2", "i3"])
            try await append(["i4"])
            try await bench.wait(until: { await bench.controller.machine?.cluster.position == 4 }, "it follows no more")
        }
        #expect(ending == nil)
    }
}

import Domain
import InMemoryPorts
import Ports
import Testing

@testable import Controller

/// A planned stop gives the leadership up, and ends whatever the store does.
@Suite struct StopTests {
    @Test func aLeaderThatStopsByPlanLeadsNoMoreAndDoesNotWinAgain() async throws {
        let bench = ControllerBench()
        try await bench.run {
            try await bench.waitUntilItLeads()
            try await bench.stop()
            #expect(bench.memory.board.leader == nil)
            let start = bench.time.now.instant
            try await bench.wait(until: { bench.time.now.instant > start + .seconds(5) }, "time stands still")
            #expect(bench.memory.board.leader == nil)
            #expect(await bench.controller.term == nil)
        }
    }

    @Test func withoutAStoreTheStopIsBounded() async throws {
        let bench = ControllerBench()
        try await bench.run {
            try await bench.waitUntilItLeads()
            for operation in [StoreOperation.resign, .leave, .campaign] {
                for _ in 0..<1000 { bench.memory.fail(next: operation, with: .unavailable) }
            }
            let start = bench.time.now.instant
            try await bench.stop()
            #expect(bench.time.now.instant - start < .seconds(20))
        }
    }

    @Test func theServiceManagerHearsThatItIsReadyWhenTheStoreHasAnswered() async throws {
        let bench = ControllerBench()
        for _ in 0..<10 { bench.memory.fail(next: .register, with: .unavailable) }
        try await bench.run {
            try await bench.wait(until: { bench.manager.words.contains("starting") }, "it never says that it starts")
            #expect(!bench.manager.words.contains("ready"))
            try await bench.waitUntilItLeads()
            try await bench.wait(until: { bench.manager.words.contains("ready") }, "it is never ready")
            #expect(bench.manager.words.count { $0 == "ready" } == 1)
        }
    }
}

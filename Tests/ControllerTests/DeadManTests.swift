import Decision
import Domain
import Ports
import Testing

@testable import Controller

/// DESIGN 3.5: a sign of life that stops when nobody leads.
@Suite struct DeadManTests {
    private static let deadMan = DeadMan(url: "https://life.example.com/abc", every: .seconds(10))

    @Test func aLeaderShowsSignsOfLifeAgainAndAgain() async throws {
        let bench = ControllerBench(deadMan: Self.deadMan)
        try await bench.run {
            try await bench.wait(until: { bench.web.urls.count >= 2 }, "no second sign of life")
        }
        #expect(Set(bench.web.urls) == [Self.deadMan.url])
    }

    @Test func whoeverDoesNotLeadShowsNone() async throws {
        let bench = ControllerBench(members: ["c1", "c2"], deadMan: Self.deadMan)
        bench.memory.moveLeadership(to: "c2")
        try await bench.run {
            let start = bench.time.now.instant
            try await bench.wait(until: { bench.time.now.instant > start + .seconds(90) }, "time stands still")
        }
        #expect(bench.web.urls.isEmpty)
    }

    @Test func aLeaderWithoutItsStoreShowsNone() async throws {
        let bench = ControllerBench(deadMan: Self.deadMan)
        try await bench.run {
            try await bench.wait(until: { !bench.web.urls.isEmpty }, "no sign of life")
            for _ in 0..<1000 { bench.memory.fail(next: .campaign, with: .unavailable) }
            let signs = bench.web.urls.count
            let start = bench.time.now.instant
            try await bench.wait(until: { bench.time.now.instant > start + .seconds(90) }, "time stands still")
            #expect(bench.web.urls.count == signs)
        }
    }
}

import Domain
import Ports
import Testing

@testable import Controller

/// DESIGN S4: what is not in the journal was not done, and nobody is told that it was.
@Suite struct LostLeadershipTests {
    private static let freeze = OperatorCommand.freeze(application: nil, reason: "storm", duration: nil)

    @Test func anOrderToALeaderThatCannotGiveItsLeadershipUpIsNotConfirmed() async throws {
        let bench = ControllerBench()
        try await bench.run {
            try await bench.waitUntilItLeads()
            bench.memory.fail(next: .append, with: .unavailable)
            for _ in 0..<1000 { bench.memory.fail(next: .resign, with: .unavailable) }
            let records = bench.memory.journal.count
            #expect(try await bench.ask(Self.freeze).outcome == .noQuorumOrLeader, "its commit fails")
            let second = try await bench.ask(Self.freeze)
            #expect(second.outcome == .noQuorumOrLeader, "\(second.message)")
            #expect(bench.memory.journal.count == records)
        }
    }

    @Test func aJournalThatCannotBeReadNowIsNoFailureOfTheQuestion() async throws {
        let bench = ControllerBench()
        try await bench.run {
            try await bench.waitUntilItLeads()
            bench.memory.fail(next: .records, with: .unavailable)
            #expect(try await bench.ask(.journal(after: 0, limit: 10)).outcome == .noQuorumOrLeader)
            #expect(try await bench.ask(.journal(after: 0, limit: 10)).outcome == .done)
        }
    }
}

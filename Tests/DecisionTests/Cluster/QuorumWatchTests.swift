import Decision
import Domain
import Testing

/// DESIGN 3.5: people hear of it when nothing can be decided, and the journal has it afterwards.
struct QuorumWatchTests {
    private func bench() -> LeaderBench {
        var bench = LeaderBench()
        bench.answer(for: .seconds(60), leader: "c1")
        return bench
    }

    private func incidents(_ bench: LeaderBench) -> [String] {
        bench.records.compactMap { if case .incident = $0 { $0.summary } else { nil } }
    }

    @Test func whileTheStoreAnswersAndSomebodyLeadsNobodyIsPaged() {
        #expect(bench().cries.isEmpty)
    }

    @Test func aStoreThatIsSilentForLongIsPagedOnceWithoutIt() {
        var bench = bench()
        bench.run(for: .seconds(29))
        #expect(bench.cries.isEmpty)
        bench.run(for: .seconds(60))
        #expect(bench.cries.map(\.deduplicationKey) == ["holdfast/quorum"])
        #expect(bench.cries.first?.severity == .page)
        #expect(bench.cries.first?.details.first?.contains("the coordination store does not answer") == true)
    }

    @Test func aClusterWithoutALeaderIsPagedByWhoeverSeesIt() {
        var bench = bench()
        bench.loseLeadership()
        bench.answer(for: .seconds(29), leader: nil)
        #expect(bench.cries.isEmpty)
        bench.answer(for: .seconds(3), leader: nil)
        #expect(bench.cries.first?.details.first?.contains("no controller leads") == true)
        bench.answer(for: .seconds(1), leader: "c2")
        #expect(bench.cries.map(\.severity) == [.page, .resolved])
    }

    @Test func aShortSilenceIsForgotten() {
        var bench = bench()
        for _ in 0..<5 {
            bench.run(for: .seconds(20))
            bench.answer(for: .seconds(1), leader: "c1")
        }
        #expect(bench.cries.isEmpty)
    }

    @Test func whoLeadsAfterwardsWritesItIntoTheJournal() {
        var bench = bench()
        bench.run(for: .seconds(40))
        bench.answer(for: .seconds(1), leader: "c1")
        let told = incidents(bench)
        #expect(told.count { $0.contains("nothing can be decided") } == 1, "\(told)")
        #expect(told.contains { $0.contains("people were paged without the store") })
        #expect(bench.cries.map(\.severity) == [.page, .resolved])
    }

    @Test func statusSaysThatNothingCanBeDecided() throws {
        var bench = bench()
        bench.run(for: .seconds(31))
        guard case .status(let view)? = bench.ask(.status)?.body else { throw Failure() }
        #expect(view.undecided?.reason == "the coordination store does not answer")
        #expect(view.undecided.map { $0.since < view.at } == true)
    }

    /// People are paged later; whoever asks must not be sent to a leader that may be dead.
    @Test func afterSomeSecondsOfSilenceNobodyIsSaidToLead() throws {
        var bench = bench()
        bench.run(for: .seconds(4))
        #expect(bench.ask(.status)?.outcome == .done)
        bench.run(for: .seconds(2))
        let answer = bench.ask(.status)
        guard case .status(let view)? = answer?.body else { throw Failure() }
        #expect(answer?.outcome == .noQuorumOrLeader)
        #expect(answer?.message.contains("the coordination store does not answer") == true)
        #expect(view.leader == nil && view.leaderSince == nil)
        #expect(view.undecided?.lastLeader == "c1")
        #expect(view.undecided?.lastLeaderHeardAt.map { $0 < view.at } == true)
        #expect(view.controllers.allSatisfy { !$0.isLeader })
        #expect(bench.ask(.controllers)?.outcome == .noQuorumOrLeader)
        #expect(bench.ask(.agents)?.outcome == .done, "what has nothing to do with leading is told as ever")
    }

    @Test func aFollowerWithoutItsStoreNamesNoLeaderToWhoeverOrders() {
        var bench = bench()
        bench.loseLeadership()
        bench.answer(for: .seconds(10), leader: "c2")
        let order = OperatorCommand.freeze(application: nil, reason: "storm", duration: nil)
        #expect(bench.ask(order)?.message == "c1 does not lead; ask c2, which leads")
        bench.run(for: .seconds(6))
        let message = bench.ask(order)?.message ?? ""
        #expect(message.contains("the coordination store does not answer, since"), "\(message)")
        #expect(message.contains("c2 led then"), "\(message)")
    }

    private struct Failure: Error {}
}

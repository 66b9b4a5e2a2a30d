import Decision
import Domain
import Runbook
import Testing

/// What a controller knows while another leads, and what it keeps of it when it leads itself.
@Suite struct FollowerTests {
    private static func follower(of cluster: Cluster) -> ControllerMachine {
        ControllerMachine(
            settings: ControllerSettings(id: "c2", region: "c"),
            registration: LeaseRegistration(
                controller: "c2",
                process: 1,
                controllerSet: cluster.store.board.controllerSet,
                longestTerms: cluster.store.longestTerms
            ),
            board: cluster.store.board,
            cluster: ClusterState(),
            startedAt: cluster.now
        )
    }

    /// Two reads of the journal may be under way, and the one that began first may end last.
    @Test func anOlderFoldOfTheJournalTakesNothingBack() {
        let cluster = Cluster.healthy()
        var machine = Self.follower(of: cluster)
        _ = machine.handle(.followed(cluster.journal), at: cluster.moment)
        _ = machine.handle(.refolded(ClusterState()), at: cluster.moment)
        #expect(machine.cluster.position == cluster.journal.last?.position)
    }

    @Test func anAgentThatWasDrainedElsewhereIsDrainedFromItsFirstConnectionOn() {
        let cluster = Cluster.healthy()
        _ = cluster.ask(.drain("b1", isDrained: true, reason: "test"))
        var machine = Self.follower(of: cluster)
        _ = machine.handle(.followed(cluster.journal), at: cluster.moment)
        for id in ["b1", "b2"] as [AgentID] { _ = machine.handle(.agentConnected(id, "b"), at: cluster.moment) }
        let outcome = machine.handle(.asked(1, by: "ada", .agents), at: cluster.moment)
        guard case .answer(_, let answer)? = outcome.immediate.first, case .agents(let agents)? = answer.body else {
            Issue.record("no answer: \(outcome.immediate)")
            return
        }
        #expect(agents.map(\.isDrained) == [true, false])
    }

    /// The store may have been away, or may have lost sight of the controller for a while.
    @Test func whatTheBoardDoesNotShowIsPublishedAgain() {
        let cluster = Cluster.healthy()
        var machine = cluster.controller
        var board = cluster.store.board
        func published(after delay: Duration) -> [Publication] {
            let now = Moment(instant: cluster.now + delay, wall: cluster.wall + delay)
            _ = machine.handle(.boardChanged(board), at: now)
            return machine.handle(.ticked, at: now).immediate.compactMap {
                if case .publish(let publication) = $0 { publication } else { nil }
            }
        }
        let opinions = board.opinions(of: "c1")
        let number = board.publications["c1"]?.number ?? 0
        #expect(published(after: .milliseconds(100)).isEmpty)
        board.publications = [:]
        let again = published(after: .milliseconds(200))
        #expect(again.map(\.opinions) == [opinions])
        #expect(again.map(\.number) == [number + 1])
        #expect(published(after: .milliseconds(300)).isEmpty, "the board may be late")
        #expect(published(after: .milliseconds(1300)).map(\.number) == [number + 2])
    }

    /// Too few judge in the first moments of a leadership: only what this leadership has seen for a while is paged.
    @Test func aBlindnessOfAnEarlierLeadershipIsForgotten() {
        let cluster = Cluster.healthy()
        var machine = cluster.controller
        var board = cluster.store.board
        board.publications = [:]
        func tick(after delay: Duration) -> [JournalEvent] {
            let now = Moment(instant: cluster.now + delay, wall: cluster.wall + delay)
            _ = machine.handle(.boardChanged(board), at: now)
            return machine.handle(.ticked, at: now).records
        }
        _ = tick(after: .zero)
        _ = machine.handle(.leadershipLost(machine.cluster), at: cluster.moment)
        _ = machine.handle(.electionWon(2), at: cluster.moment)
        let isPaged = tick(after: .seconds(3600)).contains {
            if case .incident(.opened(_, .verdicts, _)) = $0 { true } else { false }
        }
        #expect(!isPaged)
    }
}

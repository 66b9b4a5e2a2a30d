import Domain
import Testing

@testable import Decision

/// How often a failover may be tried (DESIGN S5; 3.1, rule 0).
@Suite struct AutomaticAttemptsTests {
    private static let detection = Detection(
        silenceAfter: .seconds(3),
        confirm: .seconds(4),
        coolDown: .seconds(1800)
    )

    private static func at(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: seconds * 1000) }

    /// Begins at the first time and is given up at the second, for each pair.
    private static func attempts(
        _ times: (Int64, Int64)...,
        on verdict: Verdict = .failed
    ) -> AutomaticAttempts {
        var attempts = AutomaticAttempts()
        for (beginning, end) in times {
            attempts.begin(at: at(beginning), detection)
            attempts.giveUp(at: at(end), on: verdict)
        }
        return attempts
    }

    @Test func oneThatWasCommittedHasTheWholeCoolDown() {
        var attempts = AutomaticAttempts()
        #expect(attempts.nextMayBegin(Self.detection) == nil)
        attempts.begin(at: Self.at(10), Self.detection)
        attempts.succeed()
        #expect(attempts.nextMayBegin(Self.detection) == Self.at(1810))
        #expect(!attempts.isPausing)
    }

    @Test(arguments: [Verdict.failed, .unreachable])
    func oneThatWasGivenUpPausesUntilTheRegionCanHaveBeenJudgedAnew(verdict: Verdict) {
        let attempts = Self.attempts((10, 40), on: verdict)
        #expect(attempts.nextMayBegin(Self.detection) == Self.at(47))
        #expect(attempts.isPausing)
    }

    @Test func aDegradedRegionStillServesAndIsNotFencedAgainSoon() {
        #expect(Self.attempts((10, 40), on: .degraded).nextMayBegin(Self.detection) == Self.at(1810))
    }

    @Test func theThirdInARowHasTheWholeCoolDown() {
        #expect(Self.attempts((10, 40), (47, 60)).nextMayBegin(Self.detection) == Self.at(67))
        let attempts = Self.attempts((10, 40), (47, 60), (67, 80))
        #expect(attempts.nextMayBegin(Self.detection) == Self.at(1867))
        #expect(!attempts.isPausing && attempts.givenUp == 3)
        #expect(Self.attempts((10, 40), (1800, 1810), (3590, 3600)).nextMayBegin(Self.detection) == Self.at(5390))
    }

    @Test func afterAWholeCoolDownTheyAreCountedAnew() {
        let attempts = Self.attempts((10, 40), (47, 60), (67, 80), (1867, 1870))
        #expect(attempts.nextMayBegin(Self.detection) == Self.at(1877))
        #expect(attempts.givenUp == 1)
    }

    @Test func aMoveThatSucceedsEndsTheRow() {
        var attempts = Self.attempts((10, 40), (47, 60))
        attempts.begin(at: Self.at(67), Self.detection)
        attempts.succeed()
        #expect(attempts.givenUp == 0)
        #expect(attempts.nextMayBegin(Self.detection) == Self.at(1867))
    }

    @Test func aPauseIsNeverLongerThanTheCoolDown() {
        var short = Self.detection
        short.coolDown = .seconds(2)
        #expect(Self.attempts((10, 11)).nextMayBegin(short) == Self.at(12))
    }
}

/// The same in a whole cluster.
@Suite struct AttemptsInVainTests {
    /// The region's lease is long, so that the proposal is open for a while; then the target is not ready for a moment.
    private static func failing() -> Cluster {
        var plan = Plan.example()
        plan.detection.lease.ttl = .seconds(15)
        plan.detection.proposalDeadline = .seconds(60)
        let cluster = Cluster.healthy(plan)
        cluster.kill("a")
        return cluster
    }

    private static func attempts(_ cluster: Cluster) -> Int {
        cluster.journal.count { if case .failover(.proposalOpened) = $0.event { true } else { false } }
    }

    private static func obstruct(_ cluster: Cluster, attempt number: Int) throws {
        _ = try #require(cluster.run(atMost: .seconds(60)) { attempts(cluster) == number })
        _ = cluster.ask(.freeze(application: nil, reason: "audit", duration: .seconds(2)))
        cluster.run(for: .seconds(1))
        #expect(cluster.controller.cluster.applications["app"]?.openProposal == nil)
    }

    @Test func l1_aRegionThatStaysDeadIsFailedOverSoonAfterAnAttemptThatCameToNothing() throws {
        let cluster = Self.failing()
        try Self.obstruct(cluster, attempt: 1)
        _ = try #require(cluster.run(atMost: .seconds(30)) { cluster.epoch == 2 })
        let pages = cluster.pages.filter { $0.title.contains("held") }
        #expect(
            !pages.contains { $0.details.allSatisfy { $0.hasPrefix("coolDown") } },
            "a pause asks nothing of people"
        )
    }

    @Test func s5_afterThreeAttemptsInVainPeopleAreAskedAndTheCoolDownPasses() throws {
        let cluster = Self.failing()
        for attempt in 1...3 { try Self.obstruct(cluster, attempt: attempt) }
        cluster.run(for: .seconds(600))
        #expect(Self.attempts(cluster) == 3 && cluster.epoch == 1)
        #expect(cluster.pages.contains { $0.details.contains { $0.contains("3 in a row came to nothing") } })
        #expect(cluster.run(atMost: .seconds(1300)) { cluster.epoch == 2 } != nil)
    }
}

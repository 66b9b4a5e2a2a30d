import Domain
import Testing

@testable import Runbook

@Suite struct FailoverBoundTests {
    static let scenario = Scenario(
        id: "s",
        when: Trigger(verdicts: [.failed]),
        mode: .automatic,
        movesRegion: true,
        runbook: []
    )
    static let check = CheckDefinition(id: "c", uses: "http", isCritical: true, from: [.local, .vantage])

    private func bound(
        _ check: CheckDefinition = check,
        detection: Detection = Detection(),
        fencing: Fencing = .lease,
        standing: Duration? = nil
    ) -> FailoverBound? {
        var scenario = Self.scenario
        scenario.when.standing = standing
        let plan = Plan(application: "a", regions: [], fencing: fencing, detection: detection, checks: [check])
        return FailoverBound(plan: plan, scenario: scenario, roundTrip: .milliseconds(100))
    }

    /// Defaults: the check every 1 s, time-out 2 s, down after 2; reports every 1 s, silence 3 s, confirm 4 s; hold 7141.41 ms.
    @Test func theDefaultTimesGiveTheBoundThatAHandCalculates() throws {
        let bound = try #require(self.bound())
        // Silent by 3.1 s, seen down by 1 + 2 + 2 + 1 + 0.1 = 6.1 s, and both have stood 4 s by 10.1 s.
        #expect(bound.verdict == .milliseconds(10_100))
        // The leases' wait began before the verdict and ends at 7.24 s; 0.2 s propose and 0.2 s commit.
        #expect(bound.commitWhenSilent == .milliseconds(10_500))
        // Proposal 0.2 s, last grant 0.1 s, hold, commit 0.2 s.
        #expect(bound.commitWhenReporting.wholeMilliseconds == 10_100 + 500 + 7141)
        #expect(bound.commit == bound.commitWhenReporting)
    }

    @Test func waitingForLeasesRunsBesideDetection() throws {
        let long = Detection(lease: LeaseTerms(ttl: .seconds(60), fenceTimeout: .seconds(2)))
        let bound = try #require(self.bound(detection: long))
        // (60 + 2) × 1.01 / 0.99 = 63.25 s from the last grant, which is longer than detection and holds its place.
        #expect(bound.commitWhenSilent.wholeMilliseconds == 63_252 + 300)
    }

    @Test(arguments: [
        (Detection(silenceAfter: .seconds(30)), Duration.milliseconds(34_100)),
        (Detection(confirm: .seconds(20)), .milliseconds(26_100)),
        (Detection(reportEvery: .seconds(10), silenceAfter: .seconds(2), confirm: .seconds(1)), .milliseconds(16_100)),
    ])
    func eachTimeOfDetectionCounts(detection: Detection, verdict: Duration) {
        #expect(bound(detection: detection)?.verdict == verdict)
    }

    @Test func aSlowCheckAndTheTriggersOwnTimeCount() throws {
        var slow = Self.check
        (slow.every, slow.timeout, slow.downAfter) = (.seconds(10), .seconds(3), 4)
        // 13 s + 3 × 10 s + 1.1 s + 4 s
        #expect(bound(slow)?.verdict == .milliseconds(48_100))
        let usual = try #require(bound())
        #expect(bound(standing: .seconds(30))?.commit == usual.commit + .seconds(30))
    }

    @Test func thereIsNoBoundWhereNobodyLooksFromOutside() {
        var local = Self.check
        local.from = [.local]
        #expect(bound(local) == nil)
    }

    @Test func aRunbookTakesAsLongAsItsLongestChain() {
        func step(_ id: StepID, _ seconds: Int, needs: [StepID] = [], attempts: Int = 1, uses: String = "hook") -> Step
        {
            Step(
                id: id,
                action: Action(uses: uses),
                needs: needs,
                timeout: .seconds(seconds),
                retry: RetryPolicy(attempts: attempts, backoff: .seconds(2), longestBackoff: .seconds(3))
            )
        }
        // a: 3 × 10 s and waits of 2 s and 3 s; then c.
        let steps = [
            step("c", 5, needs: ["a", "b"]), step("a", 10, attempts: 3), step("b", 20),
            step("ask", 3600, needs: ["c"], uses: "approval"),
        ]
        #expect(RunbookBound(steps).longest == .seconds(40))
        #expect(RunbookBound(steps).waitsForPeople)
        #expect(RunbookBound([step("a", 1, needs: ["b"]), step("b", 1, needs: ["a"])]).longest >= .seconds(1))
        #expect(RunbookBound([]).longest == .zero)
    }
}

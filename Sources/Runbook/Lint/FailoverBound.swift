import Domain

/// How long a region can have failed before the epoch moves away from it (DESIGN L1): an upper bound that follows from the
/// plan's times, while a leader, a majority of controllers and a majority of vantage regions are up, the target is ready and
/// no round trip, to a host or to the store, takes longer than the one given.
///
/// With `every`, `timeout` and `down_after` of the slowest critical check, and *q* for the round trip:
///
/// - *seen down*: `every + timeout` until the first bad result, since one that was good just before the failure is followed by
///   a bad one after `every`, and that one takes at most `timeout`; `down_after − 1` more of at most `max(every, timeout)`
///   each; and `report_every + q` until a controller hears it.
/// - *silent*: `silence_after + q`, since the last report may have been under way.
/// - *verdict*: the later of both, and `confirm`. That is counted from the first bad result where every agent of a vantage
///   region turns at once; where they turn one by one the region abstains in between, and only from there is it sure.
/// - *proposal*: the trigger's `for`, then `2 q`: verdicts are published, the leader proposes.
/// - *votes*: `longestHold` after the last grant. To a silent region that was at most `q` after the failure, so it runs side
///   by side with detection. To a region whose agents still report it is as late as `q` after the proposal.
/// - *commit*: `2 q`: votes, and the leader's transaction.
///
/// A region that fails while a controller is away by plan holds what that one has left to it. Where its vote is needed, it
/// comes `longestHold` of those last grants after its return.
package struct FailoverBound: Hashable, Sendable {
    /// Until the verdict takes effect, at the latest of both cases.
    package let verdict: Duration
    /// Until the commit, where the region's agents have fallen silent.
    package let commitWhenSilent: Duration
    /// Until the commit, where they still report but their fences cannot confirm.
    package let commitWhenReporting: Duration

    /// Until the commit, from the failure or from the return of a controller that had stopped by plan, whichever is later.
    package let commitAfterPlannedStop: Duration

    /// The bound of L1: whatever way the region has failed.
    package var commit: Duration { max(commitWhenSilent, commitWhenReporting) }

    /// - Returns: `nil` where there is no bound: nobody looks from outside.
    package init?(plan: Plan, scenario: Scenario, roundTrip: Duration) {
        let critical = plan.checks.filter(\.isCritical)
        let (vantage, local) = (
            critical.filter { $0.from.contains(.vantage) }, critical.filter { $0.from.contains(.local) }
        )
        guard scenario.when.verdicts.contains(.failed), !vantage.isEmpty else { return nil }
        let detection = plan.detection
        let hearing = detection.reportEvery + roundTrip
        func seenDown(_ checks: [CheckDefinition]) -> Duration {
            (checks.map(\.longestUntilDown).max() ?? .zero) + hearing
        }
        let whenSilent = max(seenDown(vantage), detection.silenceAfter + roundTrip) + detection.confirm
        let whenReporting = seenDown(vantage + local) + detection.confirm
        let standing = scenario.when.standing ?? .zero
        let hold = plan.fencing == .lease ? detection.lease.longestHold : .zero
        self.verdict = max(whenSilent, whenReporting)
        commitWhenSilent = max(whenSilent + standing + roundTrip * 2, roundTrip + hold) + roundTrip * 2
        commitWhenReporting = whenReporting + standing + roundTrip * 3 + hold + roundTrip * 2
        let longHold = plan.fencing == .lease ? detection.handOver.longestHold : .zero
        commitAfterPlannedStop = max(commitWhenSilent, commitWhenReporting, longHold + roundTrip * 2)
    }
}

extension CheckDefinition {
    fileprivate var longestUntilDown: Duration { every + timeout + max(every, timeout) * (downAfter - 1) }
}

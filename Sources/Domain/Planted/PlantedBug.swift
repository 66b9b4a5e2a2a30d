/// A clause of the safety contract that can be left out on purpose, to prove that the simulator notices.
///
/// Only a build with the trait `PlantedBugs` can leave one out. Where the comment names a mutation, it is the one of this name in
/// the protocol's model. Of those, one is not here: `commit_no_epoch`, because the open proposal, which has to be the very one
/// that the votes are for, guards the same.
@usableFromInline
package enum PlantedBug: String, CaseIterable, Sendable {
    // MARK: 3.1, the vote

    /// Rule 3: votes without waiting (`vote_no_wait`).
    case votesWithoutWaiting
    /// Rule 3: waits for the lease only, not for the fence (`wait_no_fence`).
    case waitsForTheLeaseOnly
    /// Rule 3: waits as if no clock ever ran wrong (`no_drift`).
    case waitsWithoutDrift
    /// Rule 3: allows for one clock's error on the lease alone (`drift_as_written`).
    case waitsForOneClocksDrift
    /// Rule 3: goes on granting while its vote stands (`renew_in_vote`).
    case grantsWhileItsVoteStands
    /// Rule 3: a confirmation counts for ever, whatever was granted after it (`conf_any`).
    case anyConfirmationCounts
    /// Rule 3: a confirmation counts from the latest report that says fenced (`conf_latest`).
    case confirmsByTheLatestReport
    /// Rule 3: a confirmation that arrives after a grant counts, whichever was sent first (`conf_arrival`).
    case confirmsByArrival
    /// Rule 3: one guardian's confirmation is enough (`conf_one`).
    case oneConfirmationIsEnough
    /// Rules 3 and 6: after a restart, only guardians that are known have to confirm (`conf_known`).
    case onlyKnownGuardiansConfirm
    /// Rule 3: a vote is stored although its process or its sequence is not current (`late_vote`).
    case lateVotesCount
    /// Rule 3: a vote of unknown outcome is taken as not cast (`doubt_is_no`).
    case doubtMeansNoVote

    // MARK: 3.1, the lease

    /// Rule 1: the lease is counted from the receipt of the grant (`lease_from_ack`).
    case leaseFromReceipt
    /// Rule 1: half of the controllers are enough for a guardian (`half_majority`).
    case halfTheGrantsAreEnough
    /// Rule 1: grants for different epochs are added up (`mix_epochs`). Breaks nothing, in the model neither: a guardian forgets
    /// all grants when it fences, and a majority has to vote before an epoch ends.
    case grantsOfAllEpochsAddUp
    /// Rule 1: an answer counts for whichever process of the agent gets it (`ack_by_number`).
    case answersToPredecessorsCount
    /// Rule 2: grants from before the fence lift it (`old_lease_lifts`).
    case oldGrantsLift
    /// Rule 2: grants count that answer reports sent while the fence was closing (`lift_from_start`).
    case grantsCountWhileClosing
    /// Rule 2: grants from before the fence do not lift it, but hold it open once it is lifted (`lift_only`). Breaks nothing, in
    /// the model neither: they end before the grants that lifted it.
    case oldGrantsHold
    /// Rule 2: the fence is lifted late, without another look at the lease (`check_then_act`).
    case liftsLate
    /// Rule 2: a dead agent's host does not fence (`no_stop_post`).
    case nobodyFencesForTheDead
    /// Rule 2: a hung agent is not killed (`no_watchdog`).
    case nobodyKillsTheHung
    /// Rule 2: an agent that dies while it fences has its fence begun anew, with its whole time (`fence_restart`).
    case fenceBeginsAnew
    /// Rule 2, last sentence but one: grants count that do not say that the proposal is over. The vote guards the same; this is
    /// left out together with clauses of the vote, because it covers for them.
    case liftsDuringAProposal
    /// Rule 6: an agent starts with its fence open (`start_unfenced`).
    case startsOpen
    /// Rule 2: an agent whose fence needs longer than the plan says is granted a lease all the same, and counts it.
    case unsoundFencesAreGranted
    /// Rule 1: an agent whose disk was lost counts its processes from the beginning again.
    case processesAreCountedAnew

    // MARK: 3.1, the store

    /// Rule 4: the commit does not look whether the votes stand (`commit_no_votes`).
    case commitsOnVotesItSaw
    /// Rule 4: one vote is enough (`commit_minority`).
    case oneVoteIsEnough
    /// Rule 4: votes outlive their proposal (`vote_any_epoch`).
    case oldVotesCount
    /// Rule 4: a planned move needs no votes when the leader's own guardians are fenced (`leader_switchover`).
    case leaderMovesWithoutVotes
    /// Rule 4 and S3: the journal takes records of who does not lead (`commit_no_leader`).
    case anybodyWritesTheJournal
    /// Rule 5: a vote is withdrawn although the epoch has moved (`withdraw_unconditional`).
    case withdrawsAfterTheEpoch
    /// Rules 3 and 5: grants go on as soon as the withdrawal is sent (`renew_before_withdrawn`).
    case grantsBeforeItIsWithdrawn
    /// Rule 6: a new process counts as having granted nothing (`restart_no_wait`).
    case strangersAreNotWaitedFor
    /// Rule 6: a new process leaves the vote of the last one standing and grants (`restart_keep_vote`).
    case votesOutliveTheProcess
    /// Rule 6: a longer lease is granted before it is stored.
    case grantsBeforeItIsStored
    /// Rule 6: a shorter lease counts at once for what was granted under the longer one (`ttl_change`).
    case shorterLeaseCountsAtOnce
    /// Rule 6: two processes run under one controller's name (`twin`).
    case twoProcessesOfOneController
    /// Rule 8: the store is put back to an older state (`store_rollback`).
    case storeGoesBack

    /// Rule 8: a restored application is granted to the region that the backup names, before anybody was asked.
    case restoreGrantsAtOnce
    /// Rule 8: the leader declares what the backup says, and asks nobody.
    case restoreAsksNobody
    /// Rule 8: a guardian that knows of a later epoch than the store keeps nobody from granting.
    case laterEpochsAreIgnored
    /// Rule 8: what follows a restore goes on with the numbers of the backup.
    case restoreKeepsOldNumbers

    // MARK: 3.1, the controller set

    /// Rule 7: the new set takes the place of the old one at once (`members_naive`).
    case controllersChangeAtOnce
    /// Rule 7: during a change, an epoch moves on the votes of a majority of the new set alone.
    case newSetDecidesAlone
    /// Rule 6: a new process does not wait for what its predecessor has left to guardians.
    case handOverIsNotWaitedFor
    /// Rule 6: what is left to guardians is given to them before it is stored.
    case handsOverBeforeItIsStored
    /// Rule 6: what was left is taken for ended as soon as a guardian holds a newer grant, whatever its fence was promised.
    case newerGrantsEndHandOversAtOnce
    /// Rule 7: during a change, a guardian holds the lease with a majority of the new set alone.
    case newSetLeasesAlone
    /// Rule 7: a guardian goes on counting by the first set that it has heard of.
    case guardiansKeepTheirSet
    /// Rule 7: the old set is dropped although nobody has recorded that its grants have ended.
    case oldSetIsDroppedAtOnce
    /// Rule 7: a controller records at once that its grants under the old set alone have ended.
    case oldGrantsEndAtOnce

    // MARK: 3.1, what is assumed: documented holes

    /// The hypervisor stops a host, whose clock stands still meanwhile (`vm_pause`).
    case hypervisorStopsHosts
    /// A fence takes longer than its bound (`fence_overruns`).
    case fenceOverruns
    /// Clocks run wrong by ten times what `d` allows.
    case clocksDriftBeyondTheBound

    // MARK: S2 and 3.3, verdicts

    /// One vantage region that sees the region down is enough, whatever the others see.
    case oneVantageRegionIsEnough
    /// A vantage region that sees the region up counts for nothing.
    case upVotesAreIgnored
    /// A region whose agents are silent has failed, though others see it up.
    case isolatedIsFailed
    /// A verdict takes effect before it has stood for `confirm`.
    case verdictBeforeConfirm
    /// One controller's verdict is enough for a proposal.
    case oneVerdictIsEnough
    /// What controllers published by an earlier plan counts for the present one.
    case opinionsOutliveTheirPlan
    /// A check that has never been up counts as down.
    case neverSeenUpCounts
    /// A vantage region that abstains counts as one that sees the region down.
    case abstentionsCount
    /// What is not heard while the controller hears nobody else either counts against regions all the same.
    case ownSilenceCounts
    /// A region counts as healthy again as soon as it looks so, not after `recover`.
    case recoversAtOnce
    /// A check that was down counts as up after one good result.
    case oneGoodResultIsEnough
    /// What fails at fenced guardians and is excused for that counts as well.
    case whatIsExcusedIsWell
    /// A region is moved on a verdict that still stands, though its evidence has ended.
    case healedRegionsAreMoved

    // MARK: S5, S6 and 3.2, the gates

    /// The gates are not looked at again while a proposal is open.
    case gatesAreNotSeenAgain
    /// A failover that is held fences all the same.
    case heldFailoverFences
    /// The cool-down is not looked at.
    case coolDownIsIgnored
    /// An attempt that came to nothing does not count for the cool-down.
    case failedAttemptsDoNotCount
    /// An attempt that came to nothing is made again at once.
    case failedAttemptsNeedNoPause
    /// The target is not compared with the source.
    case sourceHealthIsIgnored
    /// A person's order needs no override.
    case ordersPassEveryGate
    /// The target's health is not looked at.
    case targetHealthIsIgnored
    /// The target's readiness is not looked at.
    case readinessIsIgnored
    /// What the move would lose is not looked at.
    case lossIsIgnored
    /// How far the standby was behind at its last sample counts as how far it is behind now.
    case sampleAgeIsIgnored
    /// What the source may still write until its last lease has ended counts as no loss. It is lost by the time of the commit,
    /// where the second look at the gates sees it.
    case laterWritesAreNotCounted
    /// What nobody has measured counts as no loss.
    case unknownLossIsNone
    /// A freeze is not looked at, by the leader or by the store.
    case freezeIsIgnored
    /// The store commits an epoch during a freeze. The leader's second look at the gates guards the same.
    case commitsDuringFreezes
    /// Approval mode moves without an approval.
    case approvalIsIgnored
    /// The application goes back by itself when its home is well again.
    case failsBackByItself
    /// A proposal that cannot be committed is left open.
    case proposalsAreNeverClosed

    /// As many applications are moved at once as have failed.
    case anyNumberMovesAtOnce
    /// Whoever has its verdict first is moved first.
    case placesAreNotKept
    /// A region that is lost pages for every application that is active there.
    case everyApplicationPages
    /// Another execution of the application that is open is not looked at.
    case otherExecutionsAreIgnored
    /// A failover takes over from a planned move while a hook of that still runs where it can be heard of.
    case takeOverWaitsForNobody
    /// `/active` answers 200 as soon as the region holds the lease.
    case activeBeforeActivation
    /// DNS is set right towards a region whose runbook never activated it.
    case dnsIsRepairedBeforeActivation

    // MARK: S3, stale orders

    /// Agents carry out orders of an older epoch.
    case staleEpochsAreObeyed
    /// Agents carry out orders of an older term.
    case staleTermsAreObeyed
    /// An agent does not keep on disk the highest term and epoch that it has seen.
    case highestSeenIsForgotten
    /// A damaged record of what an agent has seen counts as one that says nothing.
    case damageIsNotNoticed
    /// What nothing outside refuses when it comes late is called without a look at the leadership.
    case effectWindowIsIgnored

    // MARK: S4, steps

    /// What was under way at a crash is done again without a look.
    case interruptedStepsAreNotInspected
    /// What nobody can tell of is done again.
    case repeatsBlindly
    /// An agent whose ledger was lost says of what it was given before that it has never run.
    case newLedgersDenyOrders
    /// An effect is carried out before its record is stored.
    case effectsBeforeRecords
    /// A step's start is not recorded.
    case effectsWithoutRecords
    /// The store says that it has stored a record that it has lost.
    case acknowledgedRecordsAreLost
    /// A new leader does not go on with executions.
    case executionsAreNotResumed

    // MARK: 3.4, DNS

    /// A change does not name what must stand before it: an old leader's late one takes effect.
    case dnsChangesAreUnconditional
    /// What stands is not compared with our own epoch.
    case dnsTokenAgeIsIgnored
    /// A record whose token is missing or a stranger's is changed all the same.
    case foreignTokensAreReplaced
    /// A record is taken away before it is written anew, in a message of its own.
    case dnsIsEmptiedFirst
    /// A change counts as done when the primary has taken it.
    case dnsIsDoneUnasked

    // MARK: 3.5, when nothing can be decided

    /// Signs of life are shown to the dead-man's switch by controllers that do not lead, or cannot know it.
    case anybodyShowsSignsOfLife
    /// Nobody is told that nothing can be decided.
    case nobodyIsToldWithoutQuorum
}

extension PlantedBug {
    /// What is left out too, because it would cover for the clause: where two clauses guard the same, each proves nothing alone.
    package var leavesOutToo: PlantedBug? {
        if self == .commitsDuringFreezes || self == .laterWritesAreNotCounted { return .gatesAreNotSeenAgain }
        return Self.coveredByProposals.contains(self) ? .liftsDuringAProposal : nil
    }

    /// Another clause covers for it, so that nothing breaks when it is left out.
    package var isCovered: Bool {
        self == .grantsOfAllEpochsAddUp || self == .oldGrantsHold || self == .liftsDuringAProposal
    }

    private static let coveredByProposals: Set<PlantedBug> = [
        .grantsWhileItsVoteStands, .withdrawsAfterTheEpoch, .grantsBeforeItIsWithdrawn, .votesOutliveTheProcess,
        .lateVotesCount, .doubtMeansNoVote, .oldGrantsLift, .oldGrantsHold, .grantsOfAllEpochsAddUp,
        .anyConfirmationCounts, .confirmsByArrival, .confirmsByTheLatestReport,
    ]
}

extension PlantedBug {
    #if PlantedBugs
        /// The one that is looked for; set once, before anything runs.
        nonisolated(unsafe) package private(set) static var sought: PlantedBug?
        /// The one whose clause is left out: none in a control run, which has to break nothing.
        nonisolated(unsafe) private(set) static var planted: PlantedBug?
    #else
        package static var sought: PlantedBug? { nil }
    #endif

    /// Makes ready for the hunt: the clause is left out from now on, unless it is kept for a control.
    ///
    /// - Returns: whether this build can.
    package func seek(keepingClause isControl: Bool) -> Bool {
        #if PlantedBugs
            Self.sought = self
            Self.planted = isControl ? nil : self
            return true
        #else
            return false
        #endif
    }
}

#if PlantedBugs
    /// Whether the clause is left out.
    package func isPlanted(_ bug: PlantedBug) -> Bool {
        guard let planted = PlantedBug.planted else { return false }
        return planted == bug || planted.leavesOutToo == bug
    }
#else
    /// Whether the clause is left out: never in this build, so that nothing of it is left in the code, nor in the program's symbols.
    @_alwaysEmitIntoClient @inline(__always)
    package func isPlanted(_ bug: PlantedBug) -> Bool { false }
#endif

import Domain

extension PlantedBug {
    /// It breaks no rule of safety: it shows when the storm is over.
    fileprivate static let ofLiveness: Set<PlantedBug> = [
        .executionsAreNotResumed, .proposalsAreNeverClosed, .restoreKeepsOldNumbers,
    ]
    var breaksLiveness: Bool { Self.ofLiveness.contains(self) }
    /// How long what happened at the start may still be taken for the reason.
    var rest: Duration {
        // A new process must not soon come to the numbers that the one before it had.
        if self == .ownSilenceCounts || self == .processesAreCountedAnew { return .seconds(31) }
        if self == .foreignTokensAreReplaced { return .seconds(61) }
        return self == .upVotesAreIgnored ? .seconds(21) : .milliseconds(500)
    }
    /// For how long its ordeal goes on.
    package var span: Duration { .seconds(Self.ofDrift.contains(self) ? 64 : 100) }
}

extension Setting {
    /// A small cluster in which the clause matters: what is left out at random must not hide it.
    package static func drawn(seed: UInt64, for bug: PlantedBug) -> Setting {
        var random = SeededRandom(seed: seed, stream: .setting)
        let standbys = Array(repeating: PlannedRegion.Role.standby, count: bug.standbys)
        let roles = [.active] + standbys + [.witness]
        var setting = Setting(
            seed: seed,
            regions: zip("abcde", roles).map { Region(id: RegionID(String($0)), role: $1) },
            controllerRegions: bug.needsOneController ? ["x1"] : ["x1", "x2", "x3"],
            agentsPerRegion: 2,
            applicationCount: 1,
            detection: bug.detection
        )
        if PlantedBug.ofControllerSet.contains(bug) { setting.spareRegions = ["x2", "x3"] }
        setting.drift = random.pick([0, 10_000])
        setting.fence = bug.fence ?? random.pick(FenceKind.allCases)
        setting.network.delay = .milliseconds(1)...(.milliseconds(random.pick([5, 30])))
        setting.bias(for: bug)
        return setting
    }

    private mutating func bias(for bug: PlantedBug) {
        if PlantedBug.ofDrift.contains(bug) {
            drift = isPlanted(.clocksDriftBeyondTheBound) ? 100_000 : 10_000
            network.delay = .milliseconds(1)...(.milliseconds(5))
        }
        if PlantedBug.ofSlowStore.contains(bug) {
            store = StoreWeather(delay: .milliseconds(5)...(.milliseconds(300)), leaderSilence: .seconds(5), slow: 0.4)
        }
        if bug == .effectsBeforeRecords { store.delay = .milliseconds(20)...(.milliseconds(60)) }
        if bug == .anybodyShowsSignsOfLife { signsOfLifeEvery = .seconds(5) }
        if bug == .approvalIsIgnored { mode = .approval }
        if PlantedBug.ofLoss.contains(bug) { rpo = .seconds(10) }
        if bug == .gatesAreNotSeenAgain || PlantedBug.ofDrift.union(PlantedBug.ofAttempts).contains(bug) {
            rpo = .seconds(600)
        }
        if bug == .takeOverWaitsForNobody { hookTakes = .milliseconds(9500) }
        if bug == .activeBeforeActivation { hookTakes = .seconds(2) }
        if bug == .healedRegionsAreMoved { detection.recover = .seconds(15) }
        if PlantedBug.ofManyApplications.contains(bug) {
            applicationCount = 7
            drift = 0
        }
        if bug == .otherExecutionsAreIgnored { hookTakes = .seconds(5) }
        if bug == .withdrawsAfterTheEpoch { store.watch = .seconds(2) }
    }
}

extension PlantedBug {
    /// A proposal stays open for a while, and is closed again and again.
    static let ofAttempts: Set<PlantedBug> = [.failedAttemptsDoNotCount, .failedAttemptsNeedNoPause]
    fileprivate static let ofLoss: Set<PlantedBug> = [
        .lossIsIgnored, .sampleAgeIsIgnored, .unknownLossIsNone, .laterWritesAreNotCounted,
    ]
    fileprivate static let ofManyApplications: Set<PlantedBug> = [
        .anyNumberMovesAtOnce, .placesAreNotKept, .everyApplicationPages,
    ]
    static let ofDrift: Set<PlantedBug> = [
        .waitsForTheLeaseOnly, .waitsWithoutDrift, .waitsForOneClocksDrift, .clocksDriftBeyondTheBound,
    ]
    /// What goes wrong between a request to the store and its answer.
    static let ofSlowStore: Set<PlantedBug> = [.anybodyWritesTheJournal, .grantsWhileItsVoteStands]
    /// One controller becomes three.
    fileprivate static let ofControllerSet: Set<PlantedBug> = [
        .controllersChangeAtOnce, .newSetDecidesAlone, .newSetLeasesAlone, .guardiansKeepTheirSet,
        .oldSetIsDroppedAtOnce, .oldGrantsEndAtOnce,
    ]
    private static let ofOneController: Set<PlantedBug> = [
        .withdrawsAfterTheEpoch, .grantsBeforeItIsWithdrawn, .commitsOnVotesItSaw, .votesOutliveTheProcess,
        .twoProcessesOfOneController, .grantsWhileItsVoteStands, .grantsBeforeItIsStored, .processesAreCountedAnew,
        .handOverIsNotWaitedFor, .handsOverBeforeItIsStored, .newerGrantsEndHandOversAtOnce,
    ]
    /// Guardians hold grants that outlast their controller's process.
    private static let ofHandOvers: Set<PlantedBug> = [
        .handOverIsNotWaitedFor, .handsOverBeforeItIsStored, .newerGrantsEndHandOversAtOnce,
    ]
    private static let ofCommands: Set<PlantedBug> = [
        .waitsForTheLeaseOnly, .waitsWithoutDrift, .waitsForOneClocksDrift, .fenceOverruns, .fenceBeginsAnew,
        .liftsLate,
        .nobodyFencesForTheDead, .nobodyKillsTheHung, .grantsCountWhileClosing, .votesWithoutWaiting,
        .unsoundFencesAreGranted, .clocksDriftBeyondTheBound,
    ]
    /// A guardian whose lease ends long after it was last heard.
    private static let ofLongLeases: Set<PlantedBug> = [
        .onlyKnownGuardiansConfirm, .strangersAreNotWaitedFor, .shorterLeaseCountsAtOnce, .twoProcessesOfOneController,
        .storeGoesBack, .grantsBeforeItIsWithdrawn, .withdrawsAfterTheEpoch, .proposalsAreNeverClosed,
        .oldGrantsEndAtOnce, .laterEpochsAreIgnored, .laterWritesAreNotCounted,
    ]
    private static let ofLongFences: Set<PlantedBug> = [.fenceBeginsAnew, .grantsCountWhileClosing]

    /// A vantage region counts only while it sees some other region up.
    fileprivate var standbys: Int {
        if self == .targetHealthIsIgnored || self == .gatesAreNotSeenAgain || self == .sourceHealthIsIgnored {
            return 3
        }
        return self == .oneVantageRegionIsEnough || self == .upVotesAreIgnored ? 2 : 1
    }
    fileprivate var needsOneController: Bool {
        Self.ofOneController.contains(self) || Self.ofControllerSet.contains(self)
    }
    fileprivate var fence: FenceKind? {
        if self == .processesAreCountedAnew { return .kernel }
        if self == .lateVotesCount || self == .doubtMeansNoVote { return .kernel }
        if Self.ofHandOvers.contains(self) { return .kernel }
        if self == .oneConfirmationIsEnough || self == .onlyKnownGuardiansConfirm { return .kernel }
        return Self.ofCommands.contains(self) ? .command : nil
    }

    fileprivate var detection: Detection {
        var detection = Detection(
            reportEvery: .milliseconds(500),
            silenceAfter: .seconds(2),
            confirm: .seconds(3),
            recover: .seconds(5),
            lease: LeaseTerms(ttl: .seconds(3), fenceTimeout: .seconds(1)),
            coolDown: self == .coolDownIsIgnored ? .seconds(300) : .seconds(20),
            proposalDeadline: .seconds(40)
        )
        if Self.ofLongLeases.contains(self) { detection.lease.ttl = .seconds(12) }
        if Self.ofLongFences.contains(self) {
            detection.lease = LeaseTerms(ttl: .seconds(4), fenceTimeout: .seconds(4))
        }
        if Self.ofDrift.contains(self) {
            detection.lease = LeaseTerms(ttl: .seconds(30), fenceTimeout: .seconds(20))
            detection.reportEvery = .milliseconds(200)
            detection.proposalDeadline = .seconds(90)
        }
        if Self.ofHandOvers.contains(self) { detection.leaseHandOver = .seconds(40) }
        // What was restored waits for it before anything is well again.
        if self == .restoreKeepsOldNumbers { detection.leaseHandOver = .seconds(20) }
        if self == .gatesAreNotSeenAgain { detection.lease.ttl = .seconds(30) }
        if Self.ofAttempts.contains(self) {
            detection.lease.ttl = .seconds(30)
            detection.coolDown = .seconds(300)
        }
        return detection
    }
}

import Decision
import Domain
import Runbook

/// A leader among three controllers, without agents: the test says what the controllers publish.
struct LeaderBench {
    private var machine: ControllerMachine
    private var board = Board(controllerSet: ControllerSetDescription(version: 1, members: ["c1", "c2", "c3"]))
    private var now = Instant(sinceBoot: .seconds(1000))
    private(set) var records: [JournalEvent] = []
    private(set) var pages: [Notification] = []
    /// What people were told without the store.
    private(set) var cries: [Notification] = []
    /// The versions of the controller set before which nothing is granted any more, as the store was told.
    private(set) var endsTold: [ControllerSetVersion] = []
    private var answers: [OperatorAnswer] = []
    private var reports: UInt64 = 1

    /// `confirm` is 4 s.
    init() {
        var plan = Plan.example()
        plan.detection.confirm = .seconds(4)
        machine = ControllerMachine(
            settings: ControllerSettings(id: "c1", region: "c"),
            registration: LeaseRegistration(
                controller: "c1",
                process: 1,
                controllerSet: board.controllerSet,
                longestTerms: LeaseTerms(ttl: .zero, fenceTimeout: .zero)
            ),
            board: board,
            cluster: ClusterState(),
            startedAt: now
        )
        handle(.electionWon(1))
        handle(
            .planOffered(1, by: "ada", PlanOffer(plan: plan, findings: [], source: "", reason: "test", dryRun: false))
        )
        board.applications["app"] = ApplicationBoard(assignment: Assignment(epoch: 1, region: "a", activatedEpoch: 1))
        handle(.boardChanged(board))
    }

    private var moment: Moment {
        Moment(instant: now, wall: Timestamp(milliseconds: now.sinceBoot.wholeMilliseconds))
    }

    private mutating func handle(_ event: ControllerMachine.Event) {
        let outcome = machine.handle(event, at: moment)
        records += outcome.records
        for effect in outcome.immediate + outcome.afterCommit {
            if case .notifyWithoutQuorum(let pending) = effect { cries.append(pending.notification) }
            if case .notify(let pending) = effect { pages.append(pending.notification) }
            if case .recordOldGrantsEnded(let version) = effect { endsTold.append(version) }
            if case .answer(_, let answer) = effect { answers.append(answer) }
        }
    }

    /// From now on the controllers publish this of the active region, and others nothing.
    mutating func say(_ verdicts: [ControllerID: Verdict], under version: PlanVersion = 1) {
        board.publications = verdicts.mapValues {
            let opinion = VerdictOpinion(application: "app", planVersion: version, region: "a", verdict: $0)
            return Publication(number: 1, opinions: [opinion])
        }
        handle(.boardChanged(board))
    }

    mutating func ask(_ command: OperatorCommand) -> OperatorAnswer? {
        answers = []
        handle(.asked(2, by: "ada", command))
        return answers.last
    }

    /// The store shows this set, and who has recorded that its grants under the outgoing one have ended.
    mutating func change(to set: ControllerSetDescription, ended: Set<ControllerID>) {
        board.controllerSet = set
        board.oldGrantsEnded = ended
        handle(.boardChanged(board))
    }

    /// Where each controller has said that it stands.
    mutating func stand(_ regions: [ControllerID: RegionID]) {
        board.places = regions.mapValues { ControllerPlace(region: $0) }
        handle(.boardChanged(board))
    }

    /// The store answers for a while, as often as the shell asks it, and shows this leader.
    mutating func answer(for duration: Duration, leader: ControllerID?) {
        board.leader = leader
        handle(.boardChanged(board))
        let end = now + duration
        while now < end {
            handle(.storeAnswered)
            run(for: .milliseconds(500))
        }
    }

    mutating func loseLeadership() { handle(.leadershipLost(machine.cluster)) }

    mutating func open(proposal number: ProposalNumber) {
        board.applications["app"]?.openProposal = Proposal(
            number: number,
            application: "app",
            epoch: 1,
            source: "a",
            target: "b",
            cause: .scenario("region-failure", verdict: .failed),
            proof: .confirmationOrWait,
            deadline: Timestamp(milliseconds: 2_000_000)
        )
        board.applications["app"]?.lastProposal = number
        handle(.boardChanged(board))
    }

    /// An agent of the active region is there and holds a lease by grants of these controllers.
    mutating func reportLease(by agent: AgentID, holding granting: [ControllerID]) {
        let held = Dictionary(uniqueKeysWithValues: granting.map { ($0, ReportNumber(1)) })
        let lease = LeaseReport(
            application: "app",
            highestEpoch: 1,
            fencedSince: nil,
            remaining: .seconds(4),
            margin: granting.count - 2,
            held: held
        )
        handle(.agentConnected(agent, "a"))
        reports += 1
        handle(.agentSaid(agent, "a", .report(AgentReport(process: 1, number: ReportNumber(reports), leases: [lease]))))
    }

    /// What the controller waits for before another may be restarted.
    var waitsFor: [String] { machine.missingToBeReady(at: moment) }
    /// Who would lose its lease with it.
    var needed: [String] { machine.needed(at: now) }

    mutating func run(for duration: Duration) {
        let end = now + duration
        while now < end {
            now = now + .milliseconds(100)
            handle(.ticked)
        }
    }

    /// The verdicts on the active region that the journal got.
    var verdicts: [Verdict] {
        records.compactMap { record in
            guard case .failover(.verdictTaken(_, "a", let verdict, _)) = record else { return nil }
            return verdict
        }
    }

    var hasProposed: Bool {
        records.contains { if case .failover(.proposalOpened) = $0 { true } else { false } }
    }
}

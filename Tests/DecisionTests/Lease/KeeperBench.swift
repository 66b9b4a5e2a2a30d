import Decision
import Domain

/// A controller's lease keeper on a bench: the test is the store and the guardians.
struct KeeperBench {
    var keeper: LeaseKeeper
    private(set) var effects: [LeaseKeeper.Effect] = []

    /// Registers at 0 s in a store that has `stored` terms; by default nobody was ever granted anything before.
    init(
        stored: LeaseTerms = LeaseTerms(ttl: .zero, fenceTimeout: .zero),
        sequence: VoteSequence = 4,
        left: [HandOver.Entry] = []
    ) {
        let registration = LeaseRegistration(
            controller: "a",
            process: 7,
            controllerSet: Sample.set(),
            longestTerms: stored,
            handOver: HandOver(left)
        )
        keeper = LeaseKeeper(
            application: Sample.application,
            registration: registration,
            board: Self.board(sequence: sequence),
            at: .at(0)
        )
    }

    /// One that grants the sample's terms, long after its start.
    static func granting(left: [HandOver.Entry] = []) -> KeeperBench {
        var bench = KeeperBench(left: left)
        bench.handle(.guardingChanged(.leases(Sample.terms, handOver: Sample.handOver)), at: 0)
        bench.handle(.raiseEnded(Sample.terms), at: 0)
        return bench
    }

    /// One that agrees to proposal 1 and has cast its vote for it at 20 s, having granted nothing.
    static func casting() -> KeeperBench {
        var bench = granting()
        bench.agree(at: 20)
        return bench
    }

    static func board(
        epoch: Epoch = 1,
        region: RegionID = Sample.east,
        open: Proposal? = nil,
        last: ProposalNumber = 0,
        sequence: VoteSequence = 4
    ) -> ApplicationBoard {
        ApplicationBoard(
            assignment: Sample.assignment(epoch, region),
            openProposal: open,
            lastProposal: max(last, open?.number ?? 0),
            votes: [:],
            sequences: ["a": sequence]
        )
    }

    @discardableResult
    mutating func handle(_ event: LeaseKeeper.Event, at seconds: Double) -> [LeaseKeeper.Effect] {
        effects = keeper.handle(event, at: .at(seconds))
        return effects
    }

    /// A proposal is opened, and the controller agrees to it.
    @discardableResult
    mutating func agree(proof: Proposal.Proof = .confirmationOrWait, at seconds: Double) -> [LeaseKeeper.Effect] {
        handle(.boardChanged(Self.board(open: Sample.proposal(proof: proof))), at: seconds)
        return handle(.agreed(1, true), at: seconds)
    }

    /// A guardian reports; the answer is what it is sent.
    @discardableResult
    mutating func report(
        _ number: ReportNumber,
        by process: AgentProcess = AgentProcess(agent: "db1", process: 1),
        region: RegionID = Sample.east,
        fencedSince: ReportNumber? = nil,
        highestEpoch: Epoch = 1,
        isSound: Bool = true,
        held: ReportNumber? = nil,
        at seconds: Double
    ) -> LeaseAnswer {
        let lease = LeaseReport(
            application: Sample.application,
            highestEpoch: highestEpoch,
            fencedSince: fencedSince,
            remaining: nil,
            margin: 0,
            held: held.map { ["a": $0] } ?? [:]
        )
        let guardian = ReportingGuardian(
            process: process,
            region: region,
            report: number,
            lease: lease,
            hasSoundFence: isSound
        )
        let (answer, effects) = keeper.answer(to: guardian, at: .at(seconds))
        self.effects = effects
        return answer
    }

    /// Whether a guardian that reported now would be granted a lease.
    func isGranting(at seconds: Double) -> Bool {
        var copy = self
        return copy.report(1000, at: seconds).grant != nil
    }

    /// The vote that was cast by the last step, if any.
    var cast: Vote? {
        effects.compactMap { if case .cast(let vote) = $0 { vote } else { nil } }.first
    }

    /// When the last step asked to be woken, if it did.
    var wake: Instant? {
        effects.compactMap { if case .wake(let instant) = $0 { instant } else { nil } }.first
    }

    /// The vote of the sample's process for the sample's proposal.
    static func vote(sequence: VoteSequence = 4, proposal: ProposalNumber = 1, epoch: Epoch = 1) -> Vote {
        Vote(
            controller: "a",
            process: 7,
            sequence: sequence,
            application: Sample.application,
            epoch: epoch,
            proposal: proposal
        )
    }
}

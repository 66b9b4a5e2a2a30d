import Decision
import Domain
import TestSupport

/// A controller of the model: a real ``LeaseKeeper``, opinions that come and go, and the duties of a leader.
final class ModelController {
    let id: ControllerID
    private let clock: ModelClock
    unowned let world: LeaseWorld
    private(set) var keeper: LeaseKeeper?
    var process: ControllerProcess?
    /// Counts starts, so that nothing of an earlier process reaches a later one.
    var start = 0
    private(set) var isUp = false
    var wantsMove = false
    var term: Term?
    private var seenChanges = -1
    private var wakes: Set<TrueTime> = []
    private var terms: LeaseTerms
    private var grants: [AgentProcess: Instant] = [:]
    private var countedVotes: Set<Vote> = []

    init(id: ControllerID, clock: ModelClock, terms: LeaseTerms, world: LeaseWorld) {
        self.id = id
        self.clock = clock
        self.terms = terms
        self.world = world
    }

    private var instant: Instant { clock.instant(at: world.now) }

    // MARK: The process

    func boot() {
        guard !isUp else { return }
        isUp = true
        start += 1
        wantsMove = world.isStormy && world.random.chance(0.3)
        register(at: instant)
    }

    func crash(for pause: TrueTime? = nil) {
        guard isUp else { return }
        world.note("\(id): crashes")
        world.statistics.controllerCrashes += 1
        isUp = false
        start += 1
        keeper = nil
        process = nil
        term = nil
        wakes = []
        grants = [:]
        countedVotes = []
        let pause = pause ?? world.random.pick(.seconds(0.05), .seconds(1), .seconds(4))
        world.after(pause) { [self] in boot() }
    }

    private func register(at beginning: Instant) {
        let id = id
        ask { state throws(BoardRefusal) in
            let process = state.register(id, at: .somewhere)
            return (process, state)
        } answer: { [self] (outcome: ModelStore.Outcome<(ControllerProcess, CoordinationState)>) in
            guard case .done(let (process, state)) = outcome else { return register(at: instant) }
            take(process, state, at: beginning)
        }
    }

    private func take(_ process: ControllerProcess, _ state: CoordinationState, at beginning: Instant) {
        guard let board = state.board.applications[Sample.application] else { return }
        self.process = process
        let lease = LeaseRegistration(
            controller: id,
            process: process.process,
            controllerSet: state.board.controllerSet,
            longestTerms: state.longestTerms
        )
        keeper = LeaseKeeper(application: Sample.application, registration: lease, board: board, at: beginning)
        world.note("\(id): process \(process.process) ready, epoch \(board.assignment.epoch)")
        feed(.guardingChanged(.leases(terms, handOver: terms)))
        express()
        follow(start)
        govern(start)
    }

    /// Whoever begins to follow the board is shown the present one first.
    private func follow(_ start: Int) {
        seenChanges = -1
        world.after(.seconds(0.005)) { [self] in
            if start == self.start, let board = world.store.application { receive(board, change: world.store.changes) }
        }
    }

    /// Sends a request to the store; the answer reaches this process only. A process that was replaced, if only by a late
    /// registration of its own, starts anew.
    func ask<Reply>(
        _ transaction: @escaping (inout CoordinationState) throws(BoardRefusal) -> Reply,
        answer: @escaping (ModelStore.Outcome<Reply>) -> Void
    ) {
        let start = start
        world.store.request(transaction) { [self] outcome in
            guard start == self.start, isUp else { return }
            if case .refused = outcome, let process, world.store.state.processes[id] != process.process {
                return crash()
            }
            answer(outcome)
        }
    }

    // MARK: What it hears

    func receive(_ guardian: ReportingGuardian, from host: ModelHost) {
        guard isUp, let (answer, effects) = keeper?.answer(to: guardian, at: instant) else { return }
        if let grant = answer.grant { grants[guardian.process] = instant + grant.terms.longestHold }
        world.deliver(answer, to: guardian, at: host, from: id)
        carryOut(effects)
    }

    /// Boards come in order; one that is older than the last is dropped.
    func receive(_ board: ApplicationBoard, change: Int) {
        guard isUp, keeper != nil, change > seenChanges else { return }
        seenChanges = change
        feed(.boardChanged(board))
        express()
    }

    func change(terms newer: LeaseTerms) {
        terms = newer
        feed(.guardingChanged(.leases(newer, handOver: newer)))
    }

    func change(opinion wantsMove: Bool) {
        self.wantsMove = wantsMove
        express()
    }

    func changeOpinion() { change(opinion: !wantsMove) }

    private func express() {
        guard let open = keeper?.board.openProposal else { return }
        feed(.agreed(open.number, wantsMove))
    }

    // MARK: The keeper

    private func feed(_ event: LeaseKeeper.Event) {
        guard let effects = keeper?.handle(event, at: instant) else { return }
        carryOut(effects)
    }

    private func carryOut(_ effects: [LeaseKeeper.Effect]) {
        for effect in effects {
            switch effect {
            case .cast(let vote): cast(vote)
            case .withdraw(let epoch): withdraw(epoch)
            case .raiseTerms(let terms): raise(terms)
            case .wake(let instant): wake(at: clock.time(of: instant))
            }
        }
    }

    private func cast(_ vote: Vote) {
        count(vote)
        ask { state throws(BoardRefusal) in
            try state.cast(vote)
        } answer: { [self] outcome in
            switch outcome {
            case .done: feed(.voteEnded(vote, .stored))
            case .refused: feed(.voteEnded(vote, .refused))
            case .unknown: feed(.voteEnded(vote, .unknown))
            }
        }
    }

    private func count(_ vote: Vote) {
        guard countedVotes.insert(vote).inserted else { return }
        let isWaited = grants.values.allSatisfy { $0 <= instant }
        world.note("\(id): votes to end epoch \(vote.epoch), \(isWaited ? "waited" : "confirmed")")
        if isWaited { world.statistics.waitedVotes += 1 } else { world.statistics.confirmedVotes += 1 }
    }

    private func withdraw(_ epoch: Epoch) {
        guard let process else { return }
        ask { state throws(BoardRefusal) in
            try state.withdraw(process, application: Sample.application, epoch: epoch)
        } answer: { [self] outcome in
            switch outcome {
            case .done(let sequence):
                world.statistics.withdrawals += 1
                feed(.withdrawalEnded(.stored(sequence)))
            case .refused: feed(.withdrawalEnded(.refused))
            case .unknown: feed(.withdrawalEnded(.unknown))
            }
        }
    }

    private func raise(_ terms: LeaseTerms) {
        ask { state throws(BoardRefusal) in
            state.raiseLeaseTerms(to: terms)
        } answer: { [self] outcome in
            switch outcome {
            case .done: feed(.raiseEnded(terms))
            case .refused, .unknown: feed(.raiseEnded(nil))
            }
        }
    }

    private func wake(at time: TrueTime) {
        guard wakes.insert(time).inserted else { return }
        world.at(max(time, world.now)) { [self, start] in
            guard start == self.start else { return }
            wakes.remove(time)
            feed(.woken)
        }
    }
}

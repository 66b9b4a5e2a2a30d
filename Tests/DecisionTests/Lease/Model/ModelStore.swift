import Domain

/// The coordination store of the model: linearisable and durable, but requests and answers may be slow, lost or repeated.
final class ModelStore {
    /// What becomes of a request, as far as its sender can know.
    enum Outcome<Reply> {
        case done(Reply)
        case refused
        case unknown
    }

    var state: CoordinationState
    private(set) var changes = 0
    private unowned let world: LeaseWorld

    init(world: LeaseWorld, controllers: [ControllerID], active: RegionID) {
        self.world = world
        let assignment = Assignment(epoch: 1, region: active, activatedEpoch: 1)
        state = CoordinationState(
            board: Board(
                controllerSet: ControllerSetDescription(version: 1, members: controllers),
                applications: [Sample.application: ApplicationBoard(assignment: assignment)]
            ),
            planVersions: [Sample.application: 1]
        )
    }

    var application: ApplicationBoard? { state.board.applications[Sample.application] }

    /// Sends a transaction. It may land late, twice or never; the sender hears once, at the latest after a second.
    func request<Reply>(
        _ transaction: @escaping (inout CoordinationState) throws(BoardRefusal) -> Reply,
        answer: @escaping (Outcome<Reply>) -> Void
    ) {
        var isAnswered = false
        func once(_ outcome: Outcome<Reply>) {
            if !isAnswered { answer(outcome) }
            isAnswered = true
        }
        world.after(.seconds(1)) { once(.unknown) }
        for _ in 0..<(world.random.chance(world.faults.duplication) ? 2 : 1) where !isLost {
            world.after(leg()) { [self] in
                let outcome = land(transaction)
                if !isLost { world.after(leg()) { once(outcome) } }
            }
        }
    }

    private func land<Reply>(
        _ transaction: (inout CoordinationState) throws(BoardRefusal) -> Reply
    ) -> Outcome<Reply> {
        let before = state
        do throws(BoardRefusal) {
            let reply = try transaction(&state)
            if state.board.applications != before.board.applications {
                changes += 1
                noteChange(from: before)
            }
            return .done(reply)
        } catch {
            return .refused
        }
    }

    private func noteChange(from before: CoordinationState) {
        if let old = before.board.applications[Sample.application], let new = application,
            old.assignment.epoch < new.assignment.epoch
        {
            world.statistics.commits += 1
            world.note("store: COMMIT of epoch \(new.assignment.epoch), active \(new.assignment.region)")
        }
        world.announceBoard()
    }

    private var isLost: Bool { world.random.chance(world.faults.loss) }

    private func leg() -> TrueTime {
        if world.faults.isTight { return .seconds(0.0002) }
        return world.random.chance(world.faults.slowStore)
            ? world.random.between(.seconds(0.2), .seconds(4)) : world.random.between(.seconds(0.001), .seconds(0.02))
    }
}

import Domain
import Ports
import Synchronization

/// A coordination store in memory, for any number of controllers: it answers at once, by the rules of
/// ``CoordinationState``, and fails only when a test tells it to.
package final class InMemoryCoordinationStore: CoordinationStore {
    fileprivate struct State {
        var coordination: CoordinationState
        var journal: [JournalRecord] = []
        /// The only controller that may become leader; `nil` while any may.
        var candidate: ControllerID?
        var faults: [StoreOperation: [StoreFault]] = [:]
    }

    private let state: Mutex<State>
    private let feed: BoardFeed

    /// A new store.
    ///
    /// - Parameter controllerSet: whose majority decides. Controllers outside of it can register, but neither lead nor vote.
    package init(controllerSet: ControllerSetDescription) {
        let coordination = CoordinationState(board: Board(controllerSet: controllerSet))
        state = Mutex(State(coordination: coordination))
        feed = BoardFeed(coordination.board)
    }

    // MARK: - What a test looks at and turns

    /// The whole journal.
    package var journal: [JournalRecord] { state.withLock { $0.journal } }

    /// The present board.
    package var board: Board { feed.board }

    /// Makes the next operation of this kind fail. Several faults of one kind strike one operation each, in order.
    package func fail(next operation: StoreOperation, with fault: StoreFault) {
        state.withLock { $0.faults[operation, default: []].append(fault) }
    }

    /// Takes the leadership from anybody else. From now on only this controller can win a campaign; with `nil`, any can.
    package func moveLeadership(to controller: ControllerID?) {
        state.withLock { state in
            state.candidate = controller
            if state.coordination.board.leader != controller { state.coordination.endLeadership() }
            feed.tell(state.coordination.board)
        }
    }

    /// What happens when a controller falls silent: its leadership ends and its opinions vanish. Its vote stands.
    package func endSession(of controller: ControllerID) {
        state.withLock { state in
            state.coordination.board.publications[controller] = nil
            if state.coordination.board.leader == controller { state.coordination.endLeadership() }
            feed.tell(state.coordination.board)
        }
    }

    // MARK: - CoordinationStore

    package func register(
        _ controller: ControllerID,
        at place: ControllerPlace
    ) async throws(PortError) -> Registration {
        try perform(.register) { state throws(BoardRefusal) in
            let process = state.coordination.register(controller, at: place)
            return Registration(
                process: process,
                board: state.coordination.board,
                longestTerms: state.coordination.longestTerms
            )
        }
    }

    package func campaign(_ process: ControllerProcess) async throws(PortError) -> Term? {
        try perform(.campaign) { state throws(BoardRefusal) in
            try state.coordination.requireCurrent(process)
            let mayWin = state.candidate == nil || state.candidate == process.controller
            return mayWin ? try state.coordination.campaign(process) : nil
        }
    }

    package func resign(_ process: ControllerProcess, term: Term) async throws(PortError) {
        try perform(.resign) { state throws(BoardRefusal) in state.coordination.resign(process, term: term) }
    }

    package func append(
        _ events: [JournalEvent],
        at time: Timestamp,
        by process: ControllerProcess,
        term: Term
    ) async throws(PortError) -> [JournalRecord] {
        try perform(.append) { state throws(BoardRefusal) in
            let records = try state.coordination.append(events, at: time, by: process, term: term)
            state.journal += records
            return records
        }
    }

    package func cast(_ vote: Vote) async throws(PortError) {
        try perform(.cast) { state throws(BoardRefusal) in try state.coordination.cast(vote) }
    }

    package func withdraw(
        _ process: ControllerProcess,
        application: ApplicationID,
        epoch: Epoch
    ) async throws(PortError) -> VoteSequence {
        try perform(.withdraw) { state throws(BoardRefusal) in
            try state.coordination.withdraw(process, application: application, epoch: epoch)
        }
    }

    package func raiseLeaseTerms(to terms: LeaseTerms) async throws(PortError) {
        try perform(.raiseLeaseTerms) { state throws(BoardRefusal) in
            state.coordination.raiseLeaseTerms(to: terms)
        }
    }

    package func leave(_ handOver: HandOver, by process: ControllerProcess) async throws(PortError) {
        try perform(.leave) { state throws(BoardRefusal) in try state.coordination.leave(handOver, by: process) }
    }

    package func forget(_ handOver: HandOver, by process: ControllerProcess) async throws(PortError) {
        try perform(.forget) { state throws(BoardRefusal) in try state.coordination.forget(handOver, by: process) }
    }

    package func recordOldGrantsEnded(
        by process: ControllerProcess,
        before version: ControllerSetVersion
    ) async throws(PortError) {
        try perform(.recordOldGrantsEnded) { state throws(BoardRefusal) in
            try state.coordination.recordOldGrantsEnded(by: process, before: version)
        }
    }

    package func publish(_ publication: Publication, by process: ControllerProcess) async throws(PortError) {
        try perform(.publish) { state throws(BoardRefusal) in try state.coordination.publish(publication, by: process) }
    }

    package func boards() -> AsyncStream<Board> { feed.boards() }

    package func records(after position: JournalPosition, limit: Int) async throws(PortError) -> [JournalRecord] {
        try perform(.records) { state throws(BoardRefusal) in
            let start = min(UInt64(state.journal.count), position.rawValue)
            return Array(state.journal[Int(start)...].prefix(max(0, limit)))
        }
    }

    // MARK: - Faults

    /// Runs one operation, with the fault that the test has put in its way. The rules change nothing when they refuse.
    private func perform<Answer: Sendable>(
        _ operation: StoreOperation,
        _ body: (inout State) throws(BoardRefusal) -> Answer
    ) throws(PortError) -> Answer {
        let result: Result<Answer, PortError> = state.withLock { state in
            let fault = state.takeFault(of: operation)
            if let fault, fault != .outcomeUnknownAfterEffect { return .failure(fault.error(of: operation)) }
            do throws(BoardRefusal) {
                let answer = try body(&state)
                feed.tell(state.coordination.board)
                return fault.map { .failure($0.error(of: operation)) } ?? .success(answer)
            } catch {
                return .failure(PortError(.conditionFailed, error.message))
            }
        }
        return try result.get()
    }
}

extension InMemoryCoordinationStore.State {
    mutating func takeFault(of operation: StoreOperation) -> StoreFault? {
        guard var waiting = faults[operation], !waiting.isEmpty else { return nil }
        let fault = waiting.removeFirst()
        faults[operation] = waiting
        return fault
    }
}

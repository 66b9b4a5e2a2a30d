import Domain
import Ports

/// The coordination store of the simulated cluster: one linearisable object, which may be down, slow or full.
final class StoreServer {
    private(set) var state: CoordinationState
    private(set) var journal: [JournalRecord] = []
    /// When each record was added.
    private var appendedAt: [Instant] = []
    /// No backup has fewer records.
    var firstBackup = 0
    /// The last restore.
    private(set) var restoration: Restoration?
    private let founders: ControllerSetDescription
    private let scheduler: Scheduler
    private var random: SeededRandom
    var weather: StoreWeather
    /// Nothing is answered while this is positive.
    var outages = 0
    /// Nothing can be written while this is positive.
    var fullDisks = 0
    /// Every request takes this much longer.
    var slowness = Duration.zero
    /// When the leader last said that it is there.
    private var renewedAt = Instant.boot
    /// When each controller that publishes was first seen to be silent.
    private var silentSince: [ControllerID: Instant] = [:]
    private var sessions: [ControllerID: StoreSession] = [:]
    /// Is told of every change of the journal and of the board.
    var observer: (StoreChange) -> Void = { _ in }

    init(_ scheduler: Scheduler, random: SeededRandom, weather: StoreWeather, controllers: [ControllerID]) {
        self.scheduler = scheduler
        self.random = random
        self.weather = weather
        let members = ControllerSetDescription(version: 1, members: controllers.sorted())
        founders = members
        state = CoordinationState(board: Board(controllerSet: members))
    }

    // MARK: Sessions

    /// The controller's present process talks to the store from now on.
    func open(_ session: StoreSession, of controller: ControllerID) { sessions[controller] = session }

    /// A leader that has been silent for long enough leads no more, and what the silent published vanishes (DESIGN 3.1, rule 0).
    private func expireSessions() {
        if state.board.leader != nil, scheduler.now - renewedAt >= weather.leaderSilence { endLeadership() }
        let before = state.board
        for controller in sessions.keys.sorted() {
            guard let session = sessions[controller], !session.beats else {
                silentSince[controller] = nil
                continue
            }
            let since = silentSince[controller] ?? scheduler.now
            silentSince[controller] = since
            if scheduler.now - since >= Self.sessionTimeout { state.board.publications[controller] = nil }
        }
        guard state.board != before else { return }
        observer(StoreChange(before: before, after: state.board, records: []))
        tellSessions()
    }

    private static var sessionTimeout: Duration { .seconds(2) }

    /// Takes the leadership away, as when the store itself lost sight of the leader.
    func endLeadership() {
        state.endLeadership()
        tellSessions()
    }

    /// Puts back an older state, as an operator does who restores a copy of the disk.
    func restore(_ older: CoordinationState, records: Int) {
        state = older
        journal.removeSubrange(min(records, journal.count)...)
        appendedAt.removeSubrange(min(records, appendedAt.count)...)
    }

    /// Puts back what a backup had that was made at this time or before, as `holdfast restore` does.
    func restore(asOf instant: Instant, at time: Timestamp) {
        let kept = max(firstBackup, appendedAt.firstIndex { $0 > instant } ?? journal.count)
        _ = restore(keeping: kept, by: ["ada"], reason: "all was lost", at: time)
    }

    /// Goes on with one controller and all that is written, as `holdfast break-glass` does.
    ///
    /// - Returns: whether it does.
    func goOn(with controller: ControllerID, by operators: [OperatorName], at time: Timestamp) -> Bool {
        restore(keeping: journal.count, by: operators, reason: "without a quorum", controllers: [controller], at: time)
    }

    private func restore(
        keeping kept: Int,
        by operators: [OperatorName],
        reason: String,
        controllers: [ControllerID]? = nil,
        at time: Timestamp
    ) -> Bool {
        let before = state.board
        var older = CoordinationState(board: Board(controllerSet: founders))
        for record in journal.prefix(kept) { older.replay(record) }
        older.processes = state.processes
        let members = controllers ?? older.board.controllerSet.outgoing ?? older.board.controllerSet.members
        let restoration = Restoration(
            by: operators,
            reason: reason,
            floor: Restoration.floor(at: time),
            controllers: members
        )
        guard let record = try? older.restore(restoration, at: time, on: members.first ?? "") else {
            return false
        }
        self.restoration = restoration
        state = older
        journal.removeSubrange(kept...)
        appendedAt.removeSubrange(kept...)
        journal.append(record)
        appendedAt.append(scheduler.now)
        observer(StoreChange(before: before, after: state.board, records: [record]))
        return true
    }

    /// Sends the board to everybody who watches it.
    func tellSessions() {
        for controller in sessions.keys.sorted() { sessions[controller]?.tell(state.board) }
    }

    // MARK: Requests

    /// Carries out a request at the moment it arrives. The claimant is the process that says by it that it leads.
    func serve<Answer>(
        isWrite: Bool,
        claimant: ControllerProcess?,
        _ body: (inout CoordinationState, inout [JournalRecord]) throws(BoardRefusal) -> Answer
    ) -> Result<Answer, PortError> {
        expireSessions()
        guard outages == 0 else { return .failure(PortError(.unavailable, "the store is down")) }
        guard !isWrite || fullDisks == 0 else { return .failure(PortError(.unavailable, "the store's disk is full")) }
        let before = (board: state.board, records: journal.count)
        do throws(BoardRefusal) {
            let answer = try body(&state, &journal)
            if let claimant, state.leads(claimant) { renewedAt = scheduler.now }
            observe(before.board, newRecordsFrom: before.records)
            return .success(answer)
        } catch {
            return .failure(PortError(.conditionFailed, error.message))
        }
    }

    private func observe(_ before: Board, newRecordsFrom start: Int) {
        for _ in appendedAt.count..<max(appendedAt.count, journal.count) { appendedAt.append(scheduler.now) }
        guard state.board != before || journal.count > start else { return }
        observer(StoreChange(before: before, after: state.board, records: Array(journal[start...])))
        tellSessions()
    }

    // MARK: The way to the store

    /// How long one way takes now.
    func delay() -> Duration {
        let slow = random.chance(weather.slow) ? random.duration(in: .milliseconds(200)...(.seconds(4))) : .zero
        return random.duration(in: weather.delay) + slow + slowness
    }

    func loses() -> Bool { random.chance(weather.loss) }
}

/// A controller process as the store sees it.
protocol StoreSession: AnyObject {
    /// Whether its beats reach the store now.
    var beats: Bool { get }
    func tell(_ board: Board)
}

/// What one transaction changed.
struct StoreChange {
    var before: Board
    var after: Board
    var records: [JournalRecord]
}

/// What the way to the store does to requests all the time.
package struct StoreWeather: Hashable, Sendable {
    package var delay: ClosedRange<Duration> = .milliseconds(1)...(.milliseconds(5))
    /// Probability that a request, or its answer, is lost.
    package var loss = 0.0
    /// A leader that is not heard for so long loses the leadership.
    package var leaderSilence = Duration.milliseconds(1500)
    /// How much later than answers boards come.
    package var watch = Duration.zero
    /// Probability that one way takes seconds.
    package var slow = 0.0
}

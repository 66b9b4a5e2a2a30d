import Domain
import Ports

/// One controller process's way to the coordination store.
final class StoreClient: CoordinationStore, StoreSession, @unchecked Sendable {
    private let server: StoreServer
    private let scheduler: Scheduler
    private let network: Network
    private let site: Site
    private let process: SimulatedProcess
    /// It tells another place than where it stands, as a file that was not kept up: lint refuses what it can see.
    private let hidesItsPlace: Bool
    /// What it asks is lost, and it hears of no board.
    var isUnanswered = false
    private let feed: BoardFeed
    private var newestSent: UInt64 = 0
    private var newestTold: UInt64 = 0

    init(
        _ server: StoreServer,
        _ scheduler: Scheduler,
        _ network: Network,
        from site: Site,
        process: SimulatedProcess,
        hidesItsPlace: Bool
    ) {
        self.server = server
        self.scheduler = scheduler
        self.network = network
        self.site = site
        self.process = process
        self.hidesItsPlace = hidesItsPlace
        feed = BoardFeed(server.state.board)
        network.whenHealed { [weak self] in
            guard let self, self.process.isAlive else { return }
            self.tell(self.server.state.board)
        }
    }

    // MARK: StoreSession

    var beats: Bool { process.isRunning && server.outages == 0 && network.canTalk(site, .store) }

    func tell(_ board: Board) {
        newestSent += 1
        let number = newestSent
        guard network.reaches(.store, site), !isUnanswered else { return }
        scheduler.after(server.delay() + server.weather.watch) {
            guard self.process.isAlive, number > self.newestTold, self.network.reaches(.store, self.site) else {
                return
            }
            self.newestTold = number
            self.feed.tell(board)
        }
    }

    // MARK: Requests

    /// One request: it may be lost on its way, or its answer may be.
    private func ask<Answer: Sendable>(
        isWrite: Bool = true,
        claimant: ControllerProcess? = nil,
        _ body: @escaping (inout CoordinationState, inout [JournalRecord]) throws(BoardRefusal) -> Answer
    ) async throws(PortError) -> Answer {
        let gone = Result<Answer, PortError>.failure(PortError(.unavailable, "the process is gone"))
        let result = await process.wait(orWhenGone: gone) { answer in
            guard network.canTalk(site, .store) else {
                let refused = PortError(.unavailable, "the store cannot be reached")
                return scheduler.after(Self.patience) { answer(.failure(refused)) }
            }
            let lost = Result<Answer, PortError>.failure(PortError(.outcomeUnknown, "the store did not answer"))
            scheduler.after(Self.patience) { answer(lost) }
            guard !server.loses(), !isUnanswered else { return }
            scheduler.after(server.delay()) {
                guard self.network.reaches(self.site, .store) else { return }
                let result = self.server.serve(isWrite: isWrite, claimant: claimant, body)
                guard !self.server.loses() else { return }
                self.scheduler.after(self.server.delay()) {
                    if self.network.reaches(.store, self.site) { answer(result) }
                }
            }
        }
        return try result.get()
    }

    /// How long a client waits for an answer.
    private static var patience: Duration { .seconds(2) }

    // MARK: CoordinationStore

    func register(_ controller: ControllerID, at place: ControllerPlace) async throws(PortError) -> Registration {
        let told = hidesItsPlace ? ControllerPlace(region: RegionID("beside-\(controller)")) : place
        return try await ask { state, _ throws(BoardRefusal) in
            let process = state.register(controller, at: told)
            return Registration(
                process: process,
                board: state.board,
                longestTerms: state.longestTerms
            )
        }
    }

    func campaign(_ process: ControllerProcess) async throws(PortError) -> Term? {
        try await ask(claimant: process) { state, _ throws(BoardRefusal) in try state.campaign(process) }
    }

    func resign(_ process: ControllerProcess, term: Term) async throws(PortError) {
        try await ask { state, _ throws(BoardRefusal) in state.resign(process, term: term) }
    }

    func append(
        _ events: [JournalEvent],
        at time: Timestamp,
        by process: ControllerProcess,
        term: Term
    ) async throws(PortError) -> [JournalRecord] {
        try await ask(claimant: process) { state, journal throws(BoardRefusal) in
            let records = try state.append(events, at: time, by: process, term: term)
            journal += isPlanted(.acknowledgedRecordsAreLost) ? records.dropLast() : records
            return records
        }
    }

    func cast(_ vote: Vote) async throws(PortError) {
        try await ask { state, _ throws(BoardRefusal) in try state.cast(vote) }
    }

    func withdraw(
        _ process: ControllerProcess,
        application: ApplicationID,
        epoch: Epoch
    ) async throws(PortError) -> VoteSequence {
        try await ask { state, _ throws(BoardRefusal) in
            try state.withdraw(process, application: application, epoch: epoch)
        }
    }

    func raiseLeaseTerms(to terms: LeaseTerms) async throws(PortError) {
        try await ask { state, _ throws(BoardRefusal) in state.raiseLeaseTerms(to: terms) }
    }

    func leave(_ handOver: HandOver, by process: ControllerProcess) async throws(PortError) {
        try await ask { state, _ throws(BoardRefusal) in try state.leave(handOver, by: process) }
    }

    func forget(_ handOver: HandOver, by process: ControllerProcess) async throws(PortError) {
        try await ask { state, _ throws(BoardRefusal) in try state.forget(handOver, by: process) }
    }

    func recordOldGrantsEnded(
        by process: ControllerProcess,
        before version: ControllerSetVersion
    ) async throws(PortError) {
        try await ask { state, _ throws(BoardRefusal) in
            try state.recordOldGrantsEnded(by: process, before: version)
        }
    }

    func publish(_ publication: Publication, by process: ControllerProcess) async throws(PortError) {
        try await ask { state, _ throws(BoardRefusal) in try state.publish(publication, by: process) }
    }

    func boards() -> AsyncStream<Board> { feed.boards() }

    func records(after position: JournalPosition, limit: Int) async throws(PortError) -> [JournalRecord] {
        try await ask(isWrite: false) { _, journal throws(BoardRefusal) in
            Array(journal.dropFirst(Int(position.rawValue)).prefix(max(0, limit)))
        }
    }
}

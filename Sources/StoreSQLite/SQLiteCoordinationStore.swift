import Domain
import GRDB
import Ports

/// The coordination store of a single controller: one SQLite file in its data directory, no server to run.
///
/// The rules are those of ``CoordinationState``; each write loads it, changes it and stores it with its records in one
/// transaction. The schema guards the same invariants once more.
package actor SQLiteCoordinationStore: CoordinationStore {
    private enum Connection {
        case open(StoreConnection)
        /// A commit failed half-way. The next operation opens the file anew, and so learns what is really in it.
        case inDoubt
        /// Nothing more may be written.
        case damaged(PortError)
        case closed
    }

    private let directory: StoreDirectory
    let controller: ControllerID
    private let executor: StoreExecutor
    private let feed: BoardFeed
    private var lock: DirectoryLock?
    private var connection: Connection
    /// What vanishes with the process.
    private var publications: [ControllerID: Publication] = [:]
    private(set) var places: [ControllerID: ControllerPlace] = [:]

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Opens the store of a controller and makes a new one where there is none. Blocks while the whole journal is checked.
    ///
    /// - Throws: ``PortError/Code/unavailable`` while another process uses the directory or the disk fails, `.rejected` for
    ///   a directory of another controller or a newer version, `.damaged` with the first bad position.
    package init(_ directory: StoreDirectory, controller: ControllerID) throws(PortError) {
        try directory.create()
        let lock = try DirectoryLock(directory)
        let connection = try StoreConnection(directory, controller: controller)
        self.directory = directory
        self.controller = controller
        self.lock = lock
        self.connection = .open(connection)
        executor = StoreExecutor()
        feed = BoardFeed(try connection.read { try BoardTables.load($0).board })
    }

    /// Closes the file and lets go of the directory. Every later operation is refused.
    package func close() throws(PortError) {
        defer {
            connection = .closed
            lock = nil
            feed.end()
        }
        if case .open(let open) = connection { try open.close() }
    }

    // MARK: - CoordinationStore

    package func register(
        _ controller: ControllerID,
        at place: ControllerPlace
    ) async throws(PortError) -> Registration {
        guard controller == self.controller else {
            throw PortError(.rejected, "the store in \(directory) serves the controller \(self.controller) only")
        }
        return try change { state throws(BoardRefusal) in
            let process = state.register(controller, at: place)
            let registration = Registration(
                process: process,
                board: state.board,
                longestTerms: state.longestTerms
            )
            return (registration, [])
        }
    }

    package func campaign(_ process: ControllerProcess) async throws(PortError) -> Term? {
        try change { state throws(BoardRefusal) in (try state.campaign(process), []) }
    }

    package func resign(_ process: ControllerProcess, term: Term) async throws(PortError) {
        try change { state throws(BoardRefusal) in (state.resign(process, term: term), []) }
    }

    package func append(
        _ events: [JournalEvent],
        at time: Timestamp,
        by process: ControllerProcess,
        term: Term
    ) async throws(PortError) -> [JournalRecord] {
        try change { state throws(BoardRefusal) in
            let records = try state.append(events, at: time, by: process, term: term)
            return (records, records)
        }
    }

    package func cast(_ vote: Vote) async throws(PortError) {
        try change { state throws(BoardRefusal) in (try state.cast(vote), []) }
    }

    package func withdraw(
        _ process: ControllerProcess,
        application: ApplicationID,
        epoch: Epoch
    ) async throws(PortError) -> VoteSequence {
        try change { state throws(BoardRefusal) in
            (try state.withdraw(process, application: application, epoch: epoch), [])
        }
    }

    package func raiseLeaseTerms(to terms: LeaseTerms) async throws(PortError) {
        try change { state throws(BoardRefusal) in (state.raiseLeaseTerms(to: terms), []) }
    }

    package func leave(_ handOver: HandOver, by process: ControllerProcess) async throws(PortError) {
        try change { state throws(BoardRefusal) in (try state.leave(handOver, by: process), []) }
    }

    package func forget(_ handOver: HandOver, by process: ControllerProcess) async throws(PortError) {
        try change { state throws(BoardRefusal) in (try state.forget(handOver, by: process), []) }
    }

    package func recordOldGrantsEnded(
        by process: ControllerProcess,
        before version: ControllerSetVersion
    ) async throws(PortError) {
        try change { state throws(BoardRefusal) in
            (try state.recordOldGrantsEnded(by: process, before: version), [])
        }
    }

    package func publish(_ publication: Publication, by process: ControllerProcess) async throws(PortError) {
        try change { state throws(BoardRefusal) in (try state.publish(publication, by: process), []) }
    }

    package nonisolated func boards() -> AsyncStream<Board> { feed.boards() }

    package func records(after position: JournalPosition, limit: Int) async throws(PortError) -> [JournalRecord] {
        try attempt { connection throws(PortError) in
            try connection.read { try JournalTable.records(after: position, limit: limit, in: $0) }
        }
    }

    // MARK: - Transactions

    /// One write: the rules decide inside the transaction, on what is stored, and what they decide is stored in it.
    private func change<Answer>(
        _ decide: (inout CoordinationState) throws(BoardRefusal) -> (Answer, [JournalRecord])
    ) throws(PortError) -> Answer {
        let (publications, places) = (self.publications, self.places)
        let (answer, board) = try attempt { connection throws(PortError) in
            try connection.transact { database in
                var state = try BoardTables.load(database)
                state.board.publications = publications
                state.board.places = places
                let old = state
                let (answer, records) = try decide(&state)
                try JournalTable.append(records, to: database)
                try BoardTables.save(state, replacing: old, in: database)
                return (answer, state.board)
            }
        }
        self.publications = board.publications
        self.places = board.places
        feed.tell(board)
        return answer
    }

    /// Runs one operation on the open file, and takes note of a failure that concerns all later ones.
    func attempt<Answer>(
        _ operation: (StoreConnection) throws(PortError) -> Answer
    ) throws(PortError) -> Answer {
        do throws(PortError) {
            return try operation(try open())
        } catch {
            switch error.code {
            case .outcomeUnknown: doubt()
            case .damaged: connection = .damaged(error)
            case .unavailable, .rejected, .conditionFailed: break
            }
            throw error
        }
    }

    private func open() throws(PortError) -> StoreConnection {
        switch connection {
        case .open(let open): return open
        case .damaged(let error): throw error
        case .closed: throw PortError(.unavailable, "the store in \(directory) is closed: its controller is stopping")
        case .inDoubt:
            let opened = try StoreConnection(directory, controller: controller)
            connection = .open(opened)
            var board = try opened.read { try BoardTables.load($0).board }
            board.publications = publications
            board.places = places
            feed.tell(board)
            return opened
        }
    }

    /// Lets go of the file: what SQLite still believes of it must not be read as the truth. It is closed with the last
    /// reference, so that nothing is left to do if closing fails here.
    private func doubt() {
        guard case .open(let open) = connection else { return }
        connection = .inDoubt
        try? open.close()
    }
}

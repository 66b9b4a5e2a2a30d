import Domain
import Ports
import Synchronization

/// A store whose reads a test bends; everything else is the store behind it.
final class ShapedStore: CoordinationStore {
    private let behind: any CoordinationStore
    /// Tells of no change of the board.
    private let isDeaf: Bool
    private let hidden = Mutex<JournalPosition?>(nil)
    private let refusal = Mutex<PortError?>(nil)

    init(_ behind: any CoordinationStore, isDeaf: Bool = false) {
        self.behind = behind
        self.isDeaf = isDeaf
    }

    /// Only a read of the whole journal shows this record.
    func hide(_ position: JournalPosition) { hidden.withLock { $0 = position } }

    func refuseRegistrations(_ error: PortError) { refusal.withLock { $0 = error } }

    func records(after position: JournalPosition, limit: Int) async throws(PortError) -> [JournalRecord] {
        let records = try await behind.records(after: position, limit: limit)
        let hidden = hidden.withLock { $0 }
        return position == 0 ? records : records.filter { $0.position != hidden }
    }

    func boards() -> AsyncStream<Board> { isDeaf ? AsyncStream { _ in } : behind.boards() }

    func register(
        _ controller: ControllerID,
        at place: ControllerPlace
    ) async throws(PortError) -> Registration {
        if let error = refusal.withLock({ $0 }) { throw error }
        return try await behind.register(controller, at: place)
    }

    func campaign(_ process: ControllerProcess) async throws(PortError) -> Term? { try await behind.campaign(process) }

    func resign(_ process: ControllerProcess, term: Term) async throws(PortError) {
        try await behind.resign(process, term: term)
    }

    func append(
        _ events: [JournalEvent],
        at time: Timestamp,
        by process: ControllerProcess,
        term: Term
    ) async throws(PortError) -> [JournalRecord] {
        try await behind.append(events, at: time, by: process, term: term)
    }

    func cast(_ vote: Vote) async throws(PortError) { try await behind.cast(vote) }

    func withdraw(
        _ process: ControllerProcess,
        application: ApplicationID,
        epoch: Epoch
    ) async throws(PortError) -> VoteSequence {
        try await behind.withdraw(process, application: application, epoch: epoch)
    }

    func leave(_ handOver: HandOver, by process: ControllerProcess) async throws(PortError) {
        try await behind.leave(handOver, by: process)
    }

    func forget(_ handOver: HandOver, by process: ControllerProcess) async throws(PortError) {
        try await behind.forget(handOver, by: process)
    }

    func recordOldGrantsEnded(
        by process: ControllerProcess,
        before version: ControllerSetVersion
    ) async throws(PortError) {
        try await behind.recordOldGrantsEnded(by: process, before: version)
    }

    func raiseLeaseTerms(to terms: LeaseTerms) async throws(PortError) { try await behind.raiseLeaseTerms(to: terms) }

    func publish(_ publication: Publication, by process: ControllerProcess) async throws(PortError) {
        try await behind.publish(publication, by: process)
    }
}

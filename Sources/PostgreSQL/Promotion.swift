import Domain
import Glibc

/// Makes a standby a server that takes writes (PostgreSQL 15, 27.2.2 and 9.27.4).
///
/// A server that follows nobody before it was ordered to is not one that could take another's place: what was written to that
/// other is not there. One that was ordered and follows nobody is done, however often it is ordered.
package struct Promotion: Sendable {
    /// A server that follows nobody and has taken a write.
    package struct Outcome: Hashable, Sendable {
        /// Where its log ends.
        package var position: LogPosition
        package var timeline: Int?
        /// What it had received of its source; `nil` where it followed nobody to begin with.
        package var received: LogPosition?
    }

    private let place: String
    private let wasOrdered: Bool
    private let note: @Sendable () throws(PostgresFailure) -> Void
    private let tell: @Sendable (String) -> Void

    /// - Parameters:
    ///   - place: the connection string of the server.
    ///   - wasOrdered: whether this promotion has been ordered before.
    ///   - note: keeps that it is ordered, for whoever comes after; called before it is.
    ///   - tell: is told in one line what is being waited for, whenever that is news.
    package init(
        of place: String,
        wasOrdered: Bool,
        note: @escaping @Sendable () throws(PostgresFailure) -> Void,
        tell: @escaping @Sendable (String) -> Void
    ) {
        self.place = place
        self.wasOrdered = wasOrdered
        self.note = note
        self.tell = tell
    }

    /// Returns when it is done; whoever cannot wait so long ends the process. Nothing is half done then: the server goes on by
    /// itself with what it was ordered.
    ///
    /// - Throws: what waiting does not mend.
    package func run() throws(PostgresFailure) -> Outcome {
        var received: LogPosition?
        var orderedAt: ContinuousClock.Instant?
        var toldAt: ContinuousClock.Instant?
        while true {
            do throws(PostgresFailure) {
                switch try look() {
                case .primary(let primary):
                    guard wasOrdered || orderedAt != nil else { throw Self.noStandby }
                    try requireWrites()
                    return Outcome(position: primary.end, timeline: primary.timeline, received: received)
                case .standby(let standby):
                    received = standby.received ?? received
                    // A server that was restarted has forgotten what it was ordered.
                    if Self.isTime(since: orderedAt, for: Self.betweenOrders) {
                        try order(standby)
                        orderedAt = .now
                    }
                    if Self.isTime(since: toldAt, for: Self.betweenLines) {
                        tell(standby.progress)
                        toldAt = .now
                    }
                }
            } catch {
                guard error.mayPass else { throw error }
                tell(error.message)
            }
            usleep(Self.betweenLooks)
        }
    }

    private static func isTime(since last: ContinuousClock.Instant?, for pause: Duration) -> Bool {
        last.map { .now - $0 >= pause } ?? true
    }

    /// What an earlier run has come to: `nil` if the server still follows another, or was never ordered anything.
    ///
    /// - Throws: why nobody can tell.
    package func outcome() throws(PostgresFailure) -> Outcome? {
        guard case .primary(let primary) = try look(), wasOrdered else { return nil }
        return Outcome(position: primary.end, timeline: primary.timeline)
    }

    private func look() throws(PostgresFailure) -> ReplicationState {
        try ReplicationState(of: place, within: Self.patience)
    }

    /// The server stops receiving at once, and takes writes when it has applied all that it has.
    private func order(_ standby: ReplicationState.Standby) throws(PostgresFailure) {
        let has = standby.received.map { " with all up to \($0)" } ?? ""
        try note()
        tell("promoting a standby\(has)")
        let connection = try PostgresConnection(place, until: .now + Self.patience)
        do throws(PostgresFailure) { _ = try connection.ask("SELECT pg_promote(wait => false)") } catch {
            guard error.kind == .refused(state: Self.insufficientPrivilege) else { throw error }
            let message = "the agent's role may not: GRANT EXECUTE ON FUNCTION pg_promote(boolean, integer) TO it"
            throw PostgresFailure(error.kind, message)
        }
    }

    private func requireWrites() throws(PostgresFailure) {
        let state = try ServerState(of: place, writes: true, within: Self.patience)
        guard state.writing == nil else { return }
        let message = "it follows nobody but takes no writes: default_transaction_read_only is on"
        throw PostgresFailure(.refused(state: Self.readOnlyTransaction), message)
    }

    /// How long one look may take.
    private static var patience: Duration { .seconds(10) }
    private static var betweenOrders: Duration { .seconds(10) }
    private static var betweenLines: Duration { .seconds(2) }
    /// In microseconds.
    private static var betweenLooks: UInt32 { 100_000 }
    private static var noStandby: PostgresFailure {
        let message = "it follows nobody: what the active side has written is not here; make it a standby of that first"
        return PostgresFailure(.refused(state: notInPrerequisiteState), message)
    }

    private static var notInPrerequisiteState: String { "55000" }
    private static var insufficientPrivilege: String { "42501" }
    private static var readOnlyTransaction: String { "25006" }
}

extension PostgresFailure {
    /// Whether the same may succeed later.
    fileprivate var mayPass: Bool {
        switch kind {
        case .unreachable, .late: true
        case .unusable, .refused: false
        }
    }
}

extension ReplicationState.Standby {
    fileprivate var progress: String {
        guard let received, let replayed, replayed < received else { return "waiting for it to take writes" }
        return "applying what it has received: \(replayed.gap(to: received)) bytes left"
    }
}

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
    private let note: @Sendable () throws(PostgresFailure) -> Void
    private let tell: @Sendable (String) -> Void

    /// - Parameters:
    ///   - place: the connection string of the server.
    ///   - note: keeps that it is ordered, for whoever comes after, and throws where it must not be any more; called before it
    ///     is, also when it is ordered again.
    ///   - tell: is told in one line what is being waited for, every few seconds.
    package init(
        of place: String,
        note: @escaping @Sendable () throws(PostgresFailure) -> Void,
        tell: @escaping @Sendable (String) -> Void
    ) {
        self.place = place
        self.note = note
        self.tell = tell
    }

    /// Goes on until it is done; whoever cannot wait so long ends the process. Nothing is half done then: the server goes on by
    /// itself with what it was ordered.
    ///
    /// - Parameter wasOrdered: whether this promotion has been ordered before.
    /// - Returns: the server as it then is.
    /// - Throws: what waiting does not mend.
    package func run(wasOrdered: Bool) throws(PostgresFailure) -> Outcome {
        var received: LogPosition?
        var orderedAt: ContinuousClock.Instant?
        var toldAt: ContinuousClock.Instant?
        while true {
            var news = "waiting for it to take writes"
            do throws(PostgresFailure) {
                switch try look() {
                case .primary(let primary):
                    guard wasOrdered || orderedAt != nil else { throw Self.noStandby }
                    try requireWrites()
                    return Outcome(position: primary.end, timeline: primary.timeline, received: received)
                case .standby(let standby):
                    received = standby.received ?? received
                    news = standby.progress ?? news
                    // A server that was restarted has forgotten what it was ordered.
                    if Self.isTime(since: orderedAt, for: Self.betweenOrders) {
                        try note()
                        if orderedAt == nil { tell(standby.introduction) }
                        orderedAt = .now
                        try order()
                    }
                }
            } catch {
                guard error.mayPass else { throw error }
                news = "waiting for the server: \(error.message)"
            }
            if Self.isTime(since: toldAt, for: Self.betweenLines) {
                tell(news)
                toldAt = .now
            }
            usleep(Self.betweenLooks)
        }
    }

    /// What an earlier run has come to: `nil` if the server still follows another. One that follows nobody takes a write, as the
    /// check `postgres` has it take one.
    ///
    /// - Throws: why nobody can tell.
    package func outcome() throws(PostgresFailure) -> Outcome? {
        guard case .primary(let primary) = try look() else { return nil }
        try requireWrites()
        return Outcome(position: primary.end, timeline: primary.timeline)
    }

    private func look() throws(PostgresFailure) -> ReplicationState {
        try ReplicationState(of: place, within: Self.patience)
    }

    /// The server stops receiving at once, and takes writes when it has applied all that it has.
    private func order() throws(PostgresFailure) {
        let connection = try PostgresConnection(place, until: .now + Self.patience)
        do throws(PostgresFailure) { _ = try connection.ask("SELECT pg_promote(wait => false)") } catch {
            switch error.kind {
            // It has become one since it was looked at.
            case .refused(state: Self.notInPrerequisiteState): return
            case .refused(state: Self.insufficientPrivilege):
                let message = "the agent's role may not: GRANT EXECUTE ON FUNCTION pg_promote(boolean, integer) TO it"
                throw PostgresFailure(error.kind, message)
            case .refused, .unusable, .unreachable, .late, .unfit: throw error
            }
        }
    }

    private func requireWrites() throws(PostgresFailure) {
        let state = try ServerState(of: place, writes: true, within: Self.patience)
        guard state.writing == nil else { return }
        throw PostgresFailure(.unfit, "it follows nobody but takes no writes: default_transaction_read_only is on")
    }

    private static func isTime(since last: ContinuousClock.Instant?, for pause: Duration) -> Bool {
        last.map { .now - $0 >= pause } ?? true
    }

    private static var noStandby: PostgresFailure {
        let message = "it follows nobody: what the active side has written is not here; make it a standby of that first"
        return PostgresFailure(.unfit, message)
    }

    /// How long one look may take.
    private static var patience: Duration { .seconds(10) }
    private static var betweenOrders: Duration { .seconds(10) }
    private static var betweenLines: Duration { .seconds(2) }
    /// In microseconds.
    private static var betweenLooks: UInt32 { 100_000 }
    private static var notInPrerequisiteState: String { "55000" }
    private static var insufficientPrivilege: String { "42501" }
}

extension ReplicationState.Standby {
    fileprivate var introduction: String {
        "promoting a standby" + (received.map { " with all up to \($0)" } ?? "")
    }

    fileprivate var progress: String? {
        guard let received, let replayed, replayed < received else { return nil }
        return "applying what it has received: \(replayed.gap(to: received)) bytes left"
    }
}

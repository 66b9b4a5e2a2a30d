import Domain
import PostgreSQL
import Synchronization
import SystemClock

/// Looks at this host's databases, and remembers of each where the log of its source was known to end.
final class DatabaseLooks: Sendable {
    private let definitions: [DatabaseName: DatabaseDefinition]
    private let environment: [String: String]
    private let clock = SystemTime()
    private let samples = Mutex<[DatabaseName: SourceSamples]>([:])

    init(_ definitions: [DatabaseDefinition], environment: [String: String]) {
        self.definitions = Dictionary(definitions.map { ($0.name, $0) }) { first, _ in first }
        self.environment = environment
    }

    /// Why the database cannot be asked, or what the work makes of its connection string, on a thread of its own.
    func look<Value: Sendable>(
        at name: DatabaseName,
        _ work: @escaping @Sendable (String) throws(PostgresFailure) -> Value
    ) async -> Result<Value, DatabaseTrouble> {
        guard let definition = definitions[name] else {
            return .failure(.unknown("this agent's file names no database \(name)"))
        }
        switch definition.connectionString(in: environment) {
        case .failure(let missing): return .failure(.unknown("database \(name): \(missing.reason)"))
        case .success(let place):
            return await OwnThread.run {
                do throws(PostgresFailure) { return .success(try work(place)) } catch {
                    return .failure(.failed(error))
                }
            }
        }
    }

    /// How far the standby may be behind its source, at the worst, `nil` where nothing is known of that; and on which timeline.
    func lag(
        of standby: ReplicationState.Standby,
        of name: DatabaseName,
        lookTook: Duration
    ) -> (ReplicationLag?, timeline: Int?) {
        let now = clock.now.instant
        return samples.withLock { all in
            var known = all[name] ?? SourceSamples()
            if let receiver = standby.receiver, let end = receiver.sourceEnd, let ago = receiver.heardAgo {
                // The server may have answered at any moment since it was asked.
                known.note(end: end, at: now - lookTook - max(ago, .zero), timeline: receiver.timeline)
            }
            all[name] = known
            guard let received = standby.received else { return (nil, known.timeline) }
            let gap = known.newest.map { received.gap(to: $0.end) }
            // What was committed at the source before the last replayed transaction is here. Where the source writes little that
            // is long ago, so it counts only where nothing better is known.
            let ago = known.complete(with: received).map { now - $0 } ?? standby.replayedAgo.map { max($0, .zero) }
            return (ago.map { ReplicationLag(behind: $0, gapBytes: gap) }, known.timeline)
        }
    }
}

/// What of its source's writes a standby may lack.
struct ReplicationLag: Hashable, Sendable {
    /// It surely has all of before then.
    var behind: Duration
    /// What it had not received when the source last said where its log ends.
    var gapBytes: UInt64?
}

/// Why nothing was seen of a database.
enum DatabaseTrouble: Error, Hashable, Sendable {
    /// The agent does not know how to ask it.
    case unknown(String)
    case failed(PostgresFailure)
}

import Domain
import Ports
import StoreEtcd
import Synchronization

/// What successful operations of several stores answered, to be done again one by one in the order of etcd's revisions.
final class EtcdHistory: Sendable {
    private struct Entry: Sendable {
        var revision: Int64
        var isChange: Bool
        var name: String
        var answer: String
        /// Does it on a state, and says what that answers.
        var replay: @Sendable (inout CoordinationState) -> String
    }

    /// A refusal, and between which revisions there must be a state that refuses.
    private struct Refused: Sendable {
        var revisions: ClosedRange<Int64>
        var name: String
        var message: String
        var replay: @Sendable (inout CoordinationState) -> String
    }

    private let entries = Mutex<(done: [Entry], refused: [Refused])>(([], []))

    var count: Int { entries.withLock { $0.done.count } }
    var changes: Int { entries.withLock { $0.done.count(where: \.isChange) } }
    var refusals: Int { entries.withLock { $0.refused.count } }

    func add<Answer>(
        _ write: StateWrite<Answer>,
        _ name: String,
        done: EtcdCoordinationStore.Performed<Answer>
    ) {
        let entry = Entry(
            revision: done.revision,
            isChange: done.isChange,
            name: name,
            answer: "\(done.answer)",
            replay: Self.replay(write)
        )
        entries.withLock { $0.done.append(entry) }
    }

    func add<Answer>(
        _ write: StateWrite<Answer>,
        _ name: String,
        refused message: String,
        between revisions: ClosedRange<Int64>
    ) {
        let refused = Refused(revisions: revisions, name: name, message: message, replay: Self.replay(write))
        entries.withLock { $0.refused.append(refused) }
    }

    private static func replay<Answer>(_ write: StateWrite<Answer>) -> @Sendable (inout CoordinationState) -> String {
        { state in
            do throws(BoardRefusal) { return "\(try write.decide(&state).answer)" } catch {
                return "refused: \(error.message)"
            }
        }
    }

    /// Does everything again, one after another.
    ///
    /// - Returns: the first that answered otherwise, or the difference of the end; `nil` if there is none.
    func violation(from start: CoordinationState, endingIn end: CoordinationState) -> String? {
        var state = start
        var states: [(revision: Int64, state: CoordinationState)] = [(0, start)]
        let (done, refused) = entries.withLock { ($0.done, $0.refused) }
        for entry in done.sorted(by: { ($0.revision, $1.isChange ? 1 : 0) < ($1.revision, $0.isChange ? 1 : 0) }) {
            let answer = entry.replay(&state)
            guard answer == entry.answer else {
                return "\(entry.name) at revision \(entry.revision) answered \(entry.answer), but in order \(answer)"
            }
            states.append((entry.revision, state))
        }
        for refusal in refused {
            let first = states.lastIndex { $0.revision <= refusal.revisions.lowerBound } ?? 0
            let possible = states[first...].prefix { $0.revision <= refusal.revisions.upperBound }
            let isRight = possible.contains { candidate in
                var state = candidate.state
                return refusal.replay(&state) == "refused: \(refusal.message)"
            }
            guard isRight else {
                return
                    "\(refusal.name) was refused between \(refusal.revisions) (\(refusal.message)), and no state does"
            }
        }
        return state == end ? nil : "the state ends otherwise"
    }
}

import Ports
import Synchronization

/// The bounded queue from the event loops to one reader.
final class Inbox<Event: Sendable>: Sendable {
    private struct State {
        var queue: InboxQueue<Event>
        var reader: CheckedContinuation<[Event]?, Never>?
        var waiting: [ObjectIdentifier: any ReadResuming] = [:]
        var isFinished = false
    }

    /// What a reader finds.
    private enum Taking {
        case events([Event], [any ReadResuming])
        case end
        /// Nothing yet: the reader is kept.
        case later
    }

    private let state: Mutex<State>

    init(capacity: Int, capacityPerSource: Int) {
        state = Mutex(State(queue: InboxQueue(capacity: capacity, capacityPerSource: capacityPerSource)))
    }

    /// Adds an event. Returns whether the source may read on; if not, it is told when there is room.
    func push(
        _ event: Event,
        from source: ConnectionID,
        isReport: Bool = false,
        for resuming: any ReadResuming
    ) -> Bool {
        let (mayReadOn, reader) = state.withLock { state in
            guard !state.isFinished else { return (false, nil as (() -> Void)?) }
            state.queue.append(event, from: source, isReport: isReport)
            if let reader = state.reader {
                state.reader = nil
                let events = state.queue.takeAll()
                return (true, { reader.resume(returning: events) })
            }
            let isFull = state.queue.isFull(for: source)
            if isFull { state.waiting[ObjectIdentifier(resuming)] = resuming }
            return (!isFull, nil)
        }
        reader?()
        return mayReadOn
    }

    /// All that waits, as soon as there is something; `nil` at the end, and when the reader is cancelled. One reader only.
    func next() async -> [Event]? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { reader in
                switch take(for: reader) {
                case .events(let events, let resumed):
                    for waiting in resumed { waiting.resumeReading() }
                    reader.resume(returning: events)
                case .end: reader.resume(returning: nil)
                case .later: return
                }
            }
        } onCancel: {
            finish()
        }
    }

    private func take(for reader: CheckedContinuation<[Event]?, Never>) -> Taking {
        state.withLock { state in
            guard state.queue.isEmpty else {
                let resumed = Array(state.waiting.values)
                state.waiting = [:]
                return .events(state.queue.takeAll(), resumed)
            }
            guard !state.isFinished, state.reader == nil else { return .end }
            state.reader = reader
            return .later
        }
    }

    /// Takes nothing more. The reader gets what waits, and then the end.
    func finish() {
        let reader = state.withLock { state in
            state.isFinished = true
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(returning: nil)
    }
}

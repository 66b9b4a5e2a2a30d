import Synchronization

/// A value that one side waits for and the other sets once; what is set later is ignored.
final class OneShot<Value: Sendable>: Sendable {
    private enum State {
        case empty
        case awaited(CheckedContinuation<Value, Never>)
        case fulfilled(Value)
    }

    private let state = Mutex(State.empty)

    /// The value, when it is there. To be awaited by one task.
    var value: Value {
        get async {
            await withCheckedContinuation { continuation in
                let present: Value? = state.withLock { state in
                    guard case .fulfilled(let value) = state else {
                        state = .awaited(continuation)
                        return nil
                    }
                    return value
                }
                if let present { continuation.resume(returning: present) }
            }
        }
    }

    var isFulfilled: Bool {
        state.withLock { state in
            switch state {
            case .fulfilled: true
            case .empty, .awaited: false
            }
        }
    }

    func fulfil(_ value: Value) {
        let waiting: CheckedContinuation<Value, Never>? = state.withLock { state in
            switch state {
            case .fulfilled:
                return nil
            case .empty:
                state = .fulfilled(value)
                return nil
            case .awaited(let continuation):
                state = .fulfilled(value)
                return continuation
            }
        }
        waiting?.resume(returning: value)
    }
}

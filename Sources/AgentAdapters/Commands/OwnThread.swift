import Foundation

/// Blocking work on a thread of its own, so that it holds up no other task, whatever it waits for.
enum OwnThread {
    /// Does the work and returns its result. Cancelling the task changes nothing.
    static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        let result = OneShot<Value>()
        Thread.detachNewThread { result.fulfil(work()) }
        return await result.value
    }

    /// Waits, even in a cancelled task: what must be tried until it succeeds must not be tried in a tight loop.
    static func pause(_ duration: Duration) async {
        await run { Thread.sleep(forTimeInterval: duration / .seconds(1)) }
    }
}

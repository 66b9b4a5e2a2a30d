import Dispatch

/// A thread of its own for the store's actor: SQLite blocks while it waits for the disk, and the threads that all other
/// tasks share must not wait with it.
final class StoreExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "holdfast.store")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}

import Domain
import Ports

/// A process of the simulated cluster: runs a real shell's tasks on virtual time, and can be frozen or killed like any process.
///
/// The shell runs in an unstructured task, which is what starting a process is; all its tasks inherit this executor.
final class SimulatedProcess: TaskExecutor, @unchecked Sendable {
    /// What the process can do now.
    private enum State {
        /// Goes to `frozen` or `ended`.
        case running
        /// Stopped, as by SIGSTOP: its tasks wait. Goes to `running` or `ended`.
        case frozen
        /// Killed, or run to its end. Its tasks unwind, and nothing that they do has an effect.
        case ended
    }

    private let scheduler: Scheduler
    private var state = State.running
    private var held: [UnownedJob] = []
    private var task: Task<Void, Never>?
    private var waiting: [UInt64: () -> Void] = [:]
    private var lastWait: UInt64 = 0

    init(_ scheduler: Scheduler) { self.scheduler = scheduler }

    var isAlive: Bool { state != .ended }
    var isRunning: Bool { state == .running }

    /// Begins; `ended` is told when the process comes to its end by itself.
    func start(_ body: @escaping @Sendable () async -> Void, ended: @escaping @Sendable () -> Void) {
        task = Task(executorPreference: self) {
            await body()
            guard self.isAlive else { return }
            self.end()
            ended()
        }
    }

    /// Does something more in the process, as a signal's handler does.
    func begin(_ body: @escaping @Sendable () async -> Void) {
        guard isAlive else { return }
        Task(executorPreference: self) { await body() }
    }

    /// `kill -9`.
    func kill() {
        guard isAlive else { return }
        end()
    }

    private func end() {
        state = .ended
        task?.cancel()
        release()
        for key in waiting.keys.sorted() { waiting.removeValue(forKey: key)?() }
    }

    /// SIGSTOP.
    func freeze() { if state == .running { state = .frozen } }

    /// SIGCONT.
    func thaw() {
        guard state == .frozen else { return }
        state = .running
        release()
    }

    private func release() {
        for job in held { scheduler.makeReady(job, of: self) }
        held = []
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if state == .frozen { held.append(job) } else { scheduler.makeReady(job, of: self) }
    }

    // MARK: Waiting

    /// Waits for the world to answer. A process that ends meanwhile gets what a dead one gets, so that its tasks unwind.
    func wait<Answer: Sendable>(
        orWhenGone gone: Answer,
        _ begin: (@escaping (Answer) -> Void) -> Void
    ) async -> Answer {
        guard isAlive else { return gone }
        lastWait += 1
        let number = lastWait
        return await unsafe withUnsafeContinuation { continuation in
            waiting[number] = { unsafe continuation.resume(returning: gone) }
            begin { answer in
                guard self.waiting.removeValue(forKey: number) != nil else { return }
                unsafe continuation.resume(returning: answer)
            }
        }
    }

    /// Ends a wait early, with what a dead process gets.
    private func giveUp(_ number: UInt64) { waiting.removeValue(forKey: number)?() }

    /// Waits until a true time. Throws when the process ends or the task is cancelled.
    func sleep(until instant: Instant) async throws {
        guard isAlive else { throw CancellationError() }
        lastWait += 1
        let number = lastWait
        let isOver = await withTaskCancellationHandler {
            await unsafe withUnsafeContinuation { continuation in
                waiting[number] = { unsafe continuation.resume(returning: false) }
                scheduler.at(instant) {
                    guard self.waiting.removeValue(forKey: number) != nil else { return }
                    unsafe continuation.resume(returning: true)
                }
                if Task.isCancelled { giveUp(number) }
            }
        } onCancel: {
            self.giveUp(number)
        }
        if !isOver { throw CancellationError() }
    }
}

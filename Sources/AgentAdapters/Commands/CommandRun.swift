import Domain
import Foundation
import Synchronization
import SystemClock

/// One run of a command, in a session and process group of its own, that always comes back within its limits.
///
/// Each run has threads to itself: a fence must not wait in a pool behind slow checks, and a program that the kernel holds on
/// to (a stalled disk) must hold up nothing but its own thread. That is also why this is no library's `run`: those return
/// only when the process has been reaped.
package final class CommandRun: Sendable {
    private let command: Command
    private let limits: CommandLimits
    private let end = OneShot<CommandEnd>()
    private let stopSignal = StopSignal()
    private let gone = Atomic(false)

    package init(_ command: Command, limits: CommandLimits) {
        self.command = command
        self.limits = limits
    }

    /// Runs the command. To be called once. Cancelling the task changes nothing; ``stop()`` does.
    ///
    /// - Parameters:
    ///   - admit: where it is given, it is asked with the id of the process before that does anything, on a thread that may
    ///     block. If it says no, or this process ends before it has answered, the command does nothing.
    ///   - output: called with pieces of standard output and error as they come, on the same thread.
    /// - Returns: how it ended.
    package func run(
        admit: (@Sendable (pid_t) -> Bool)? = nil,
        output: @escaping @Sendable (ArraySlice<UInt8>) -> Void = { _ in }
    ) async -> CommandEnd {
        let hasStarted = DispatchSemaphore(value: 0)
        Thread.detachNewThread { [self] in work(hasStarted: hasStarted, admit: admit, output: output) }
        Thread.detachNewThread { [self] in giveUp(waitingFor: hasStarted) }
        return await end.value
    }

    /// Ends the command: SIGTERM to its group, SIGKILL after the grace. ``run(admit:output:)`` returns when it is over.
    package func stop() { stopSignal.raise() }

    /// Whether the process is gone, or never was.
    package var isGone: Bool { gone.load(ordering: .acquiring) }

    private func work(
        hasStarted: DispatchSemaphore,
        admit: ((pid_t) -> Bool)?,
        output: (ArraySlice<UInt8>) -> Void
    ) {
        let spawned = ChildProcess.spawn(command, isHeld: admit != nil)
        hasStarted.signal()
        switch spawned {
        case .failure(let failure):
            gone.store(true, ordering: .releasing)
            end.fulfil(.notStarted(failure.reason))
        case .success(let child):
            // Given up while it started: it must not do late what it was to do then.
            let isAdmitted = !end.isFulfilled && (admit?(child.pid) ?? true) && (admit == nil || !stopSignal.isRaised)
            if isAdmitted { child.letGo() } else { child.signalGroup(SIGKILL) }
            let watched = ChildWatch(child: child, limits: limits, stop: stopSignal).watch(output: output)
            let result = isAdmitted ? watched : .notStarted("it was not admitted")
            if result == .leftBehind { end.fulfil(result) }
            child.reap()
            gone.store(true, ordering: .releasing)
            end.fulfil(result)
        }
    }

    /// Starting a process may hang, and no signal can interrupt it, where its program lies on a disk that does not answer.
    private func giveUp(waitingFor hasStarted: DispatchSemaphore) {
        guard hasStarted.wait(timeout: .now() + limits.starting / .seconds(1)) == .timedOut else { return }
        end.fulfil(.leftBehind)
    }
}

extension CommandRun {
    /// Runs a command whose output matters only for its last words.
    ///
    /// - Returns: how it ended, and the end of what it printed, on one line.
    package func runQuietly() async -> (end: CommandEnd, lastWords: String) {
        let tail = OutputTail()
        let end = await run(output: { tail.append($0) })
        return (end, tail.text)
    }
}

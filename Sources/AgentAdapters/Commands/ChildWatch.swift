import Domain
import Glibc
import SystemClock

/// Follows one process to its end on the calling thread: reads its output, keeps its limits, ends it when told.
struct ChildWatch {
    /// Where the process is on its way out.
    private enum Phase {
        case running
        case terminating(CommandEnd)
        case killed(CommandEnd)

        var isRunning: Bool {
            switch self {
            case .running: true
            case .terminating, .killed: false
            }
        }

        var isKilled: Bool {
            switch self {
            case .killed: true
            case .running, .terminating: false
            }
        }
    }

    let child: ChildProcess
    let limits: CommandLimits
    let stop: StopSignal

    /// Returns when the process has ended, or has outlived its killing for ``CommandLimits/reaping``.
    func watch(output: (ArraySlice<UInt8>) -> Void) -> CommandEnd {
        let clock = SystemTime()
        var phase = Phase.running
        var deadline = clock.instant.advanced(by: limits.timeout)
        var isOutputOpen = true
        while true {
            let ready = wait(until: deadline, now: clock.instant, output: isOutputOpen, stop: phase.isRunning)
            if ready.output { isOutputOpen = readOnce(output) }
            if ready.ended {
                if isOutputOpen { drain(output) }
                return finish(phase)
            }
            let isOverdue = clock.instant >= deadline
            switch phase {
            case .running where ready.stop || isOverdue:
                phase = begin(ready.stop ? .stopped : .timedOut)
                deadline = clock.instant.advanced(by: phase.isKilled ? CommandLimits.reaping : limits.grace)
            case .terminating(let reason) where isOverdue:
                child.signalGroup(SIGKILL)
                phase = .killed(reason)
                deadline = clock.instant.advanced(by: CommandLimits.reaping)
            case .killed where isOverdue:
                return .leftBehind
            case .running, .terminating, .killed:
                break
            }
        }
    }

    private func begin(_ reason: CommandEnd) -> Phase {
        let isGraceful = limits.grace > .zero
        child.signalGroup(isGraceful ? SIGTERM : SIGKILL)
        return isGraceful ? .terminating(reason) : .killed(reason)
    }

    /// The leader has ended. When it was told to, what is left of its group goes with it.
    private func finish(_ phase: Phase) -> CommandEnd {
        switch phase {
        case .running: return child.status()
        case .terminating(let reason), .killed(let reason):
            child.signalGroup(SIGKILL)
            return reason
        }
    }

    private func wait(
        until deadline: Instant,
        now: Instant,
        output: Bool,
        stop isStoppable: Bool
    ) -> (output: Bool, ended: Bool, stop: Bool) {
        // poll(2) ignores negative descriptors.
        var descriptors = [
            pollfd(fd: output ? child.output : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: child.ended, events: Int16(POLLIN), revents: 0),
            pollfd(fd: isStoppable ? stop.descriptor : -1, events: Int16(POLLIN), revents: 0),
        ]
        // poll stands still while the host sleeps, so it is asked in slices.
        let rest = min(max(now.duration(to: deadline), .zero), .seconds(1))
        poll(&descriptors, nfds_t(descriptors.count), Int32(rest.wholeMilliseconds) + 1)
        return (descriptors[0].revents != 0, descriptors[1].revents != 0, descriptors[2].revents != 0)
    }

    /// Passes on one piece of output; false when there will be no more.
    private func readOnce(_ output: (ArraySlice<UInt8>) -> Void) -> Bool {
        var bytes = [UInt8](repeating: 0, count: Self.pieceSize)
        let count = read(child.output, &bytes, bytes.count)
        guard count > 0 else { return count < 0 && (errno == EAGAIN || errno == EINTR) }
        output(bytes[..<count])
        return true
    }

    /// Passes on what is in the pipe. Not until its end: a process that the command left running may hold it for ever.
    private func drain(_ output: (ArraySlice<UInt8>) -> Void) {
        var bytes = [UInt8](repeating: 0, count: Self.pieceSize)
        for _ in 0..<Self.mostPiecesAtEnd {
            let count = read(child.output, &bytes, bytes.count)
            guard count > 0 else { return }
            output(bytes[..<count])
        }
    }

    private static let pieceSize = 16_384
    /// What a pipe of the usual size can hold, in pieces.
    private static let mostPiecesAtEnd = 64
}

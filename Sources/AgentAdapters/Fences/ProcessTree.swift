import Domain
import Glibc
import SystemClock

/// Kills a process and all its descendants, and sees to it that they are gone.
enum ProcessTree {
    /// Kills what the first line of the file names. A file that is not there names nothing, and that is a success.
    static func kill(pidFile: String, until deadline: Instant) -> Result<Void, HardStopFailure> {
        guard let text = TextFile.read(pidFile) else {
            return errno == ENOENT
                ? .success(()) : .failure(HardStopFailure("\(pidFile) cannot be read: \(errorText(errno))"))
        }
        let firstLine = text.prefix { !$0.isNewline }.trimmed
        guard let root = pid_t(firstLine), root > 1, root != getpid() else {
            return .failure(
                HardStopFailure("\(pidFile) does not begin with the id of a process: \(firstLine.prefix(40))")
            )
        }
        return kill(root, until: deadline)
    }

    static func kill(_ root: pid_t, until deadline: Instant) -> Result<Void, HardStopFailure> {
        guard let present = ProcessEntry(pid: root), present.isAlive else { return .success(()) }
        let doomed = stopAll(from: present)
        for process in doomed { Glibc.kill(process.pid, SIGKILL) }
        let clock = SystemTime()
        while let survivor = doomed.first(where: { ProcessEntry(pid: $0.pid)?.isSame(as: $0) == true }) {
            guard clock.instant < deadline else {
                return .failure(HardStopFailure("process \(survivor.pid) was killed but has not vanished"))
            }
            usleep(Self.pollMicroseconds)
        }
        return .success(())
    }

    /// Stops the process and its descendants, so that none is born while they are counted, and returns them.
    private static func stopAll(from root: ProcessEntry) -> [ProcessEntry] {
        var found = [root]
        var pids: Set = [root.pid]
        Glibc.kill(root.pid, SIGSTOP)
        while true {
            let born = ProcessEntry.all().filter { pids.contains($0.parent) && !pids.contains($0.pid) }
            guard !born.isEmpty else { return found }
            for process in born {
                Glibc.kill(process.pid, SIGSTOP)
                pids.insert(process.pid)
                found.append(process)
            }
        }
    }

    private static let pollMicroseconds: UInt32 = 2000
}

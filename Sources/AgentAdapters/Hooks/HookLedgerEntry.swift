import Domain
import Glibc
import SystemClock

/// What the ledger knows about one hook order.
struct HookLedgerEntry: Codable {
    /// How a run ended, as far as that will not change any more.
    enum End: Codable {
        case succeeded(outputs: [String: String])
        case failed(exitCode: Int, summary: String)
        case timedOut

        var state: HookStatus.State {
            switch self {
            case .succeeded(let outputs): .succeeded(outputs: outputs)
            case .failed(let exitCode, let summary): .failed(exitCode: exitCode, summary: summary)
            case .timedOut: .timedOut
            }
        }
    }

    /// Names a process for all time.
    struct Process: Codable {
        var boot: String
        var pid: Int32
        var startTicks: UInt64

        /// The process as it is now; `nil` if there is none with this id.
        init?(pid: Int32) {
            guard let boot = try? BootID.current(), let entry = ProcessEntry(pid: pid) else { return nil }
            self.boot = boot.description
            self.pid = pid
            startTicks = entry.startTicks
        }

        var isAlive: Bool {
            guard let now = Process(pid: pid), let entry = ProcessEntry(pid: pid) else { return false }
            return now.boot == boot && now.startTicks == startTicks && entry.isAlive
        }

        /// Asks its process group to end, and kills it when it has not after the grace. It blocks until it is gone.
        func end(after grace: Duration) {
            kill(-pid, SIGTERM)
            let clock = SystemTime()
            let deadline = clock.instant.advanced(by: grace)
            while isAlive, clock.instant < deadline { usleep(Self.pollMicroseconds) }
            if isAlive { kill(-pid, SIGKILL) }
        }

        private static let pollMicroseconds: UInt32 = 10_000
    }

    var key: HookKey
    var startedAt: Timestamp
    /// The hook's process, once it had started.
    var process: Process?
    /// `nil` while it runs, and for ever if the agent died meanwhile.
    var end: End?
}

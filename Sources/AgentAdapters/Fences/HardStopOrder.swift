import CLinux
import Domain
import Glibc
import SystemClock

/// Carries a hard stop out, once.
struct HardStopOrder {
    let stop: HardStop
    let user: String?
    let environment: [String: String]
    let limits: CommandLimits

    /// Whether writes are now impossible; if not, why.
    func carryOut() async -> Result<Void, HardStopFailure> {
        switch stop {
        case .command(let argv):
            let command = Command(argv, environment: environment, user: user)
            let (end, lastWords) = await CommandRun(command, limits: limits).runQuietly()
            return end == .exited(0) ? .success(()) : .failure(HardStopFailure("\(end.summary): \(lastWords)"))
        case .kill(let pidFile):
            let deadline = SystemTime().instant.advanced(by: limits.timeout)
            return await OwnThread.run { ProcessTree.kill(pidFile: pidFile, until: deadline) }
        case .reboot:
            // RB_AUTOBOOT: at once and without sync(2), as reboot(2) says.
            CLinux.reboot(Int32(RB_AUTOBOOT))
            return .failure(HardStopFailure("reboot(2): \(errorText(errno)); the agent needs CAP_SYS_BOOT"))
        }
    }
}

/// Why a hard stop did not end writing.
struct HardStopFailure: Error, Hashable, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

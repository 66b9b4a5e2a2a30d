/// What stands behind an agent that hangs or dies: how soon it is killed and whether its fence is then closed for it.
package struct Supervision: Hashable, Sendable {
    /// How long an agent that hangs is let alone.
    package var watchdog: Duration
    /// From there until a process that closes the fence runs.
    package var kill: Duration

    package init(watchdog: Duration, kill: Duration = Supervision.usualKill) {
        self.watchdog = watchdog
        self.kill = kill
    }

    /// What systemd takes on an unloaded host to kill a process, notice it, and start `ExecStopPost` and the transient unit
    /// that closes the fence, with room to spare.
    package static let usualKill = Duration.milliseconds(500)

    /// The argument by which an agent binary closes, at the deadline, what a dead agent has left open.
    package static let fenceArgument = "--fence-expired"

    /// Reads what the agent's systemd unit promises.
    ///
    /// - Returns: the supervision, or why there is none, in one sentence.
    package static func promised(by unit: ServiceUnit) -> Result<Supervision, SupervisionDefect> {
        guard let watchdog = unit.duration(of: "WatchdogSec") else {
            return .failure(SupervisionDefect("the unit sets no WatchdogSec, so nothing would end an agent that hangs"))
        }
        guard ["SIGKILL", "9", "KILL"].contains(unit.value(of: "WatchdogSignal") ?? "") else {
            return .failure(
                SupervisionDefect(
                    "the unit does not set WatchdogSignal=SIGKILL, so an agent that hangs has 90 s to react"
                )
            )
        }
        guard unit.values(of: "ExecStopPost").contains(where: { $0.contains(fenceArgument) }) else {
            return .failure(
                SupervisionDefect(
                    "no ExecStopPost of the unit has \(fenceArgument), so nothing fences for an agent that died"
                )
            )
        }
        return .success(Supervision(watchdog: watchdog))
    }
}

/// Why a supervisor does not help, in one sentence.
package struct SupervisionDefect: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}

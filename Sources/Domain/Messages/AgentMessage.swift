/// What an agent tells a controller. Who it is stands in its certificate, never here.
package enum AgentMessage: Hashable, Sendable {
    case hello(AgentHello)
    case report(AgentReport)
    case hookOutput(HookOutput)
    case hookStatus(HookStatus)
    case bye(AgentFarewell)
}

/// The first message of a connection.
package struct AgentHello: Hashable, Sendable {
    package var process: ProcessNumber
    /// Version of the agent's software.
    package var version: String
    package var hooks: [HookName]
    package var fences: [FenceDescription]
    /// Where it remembers which hooks it has run; `nil` from an agent that does not say.
    package var ledger: HookLedgerID?

    package init(
        process: ProcessNumber,
        version: String,
        hooks: [HookName],
        fences: [FenceDescription],
        ledger: HookLedgerID? = nil
    ) {
        self.process = process
        self.version = version
        self.hooks = hooks
        self.fences = fences
        self.ledger = ledger
    }
}

/// What an agent can say about the fence it has for an application.
package struct FenceDescription: Hashable, Codable, Sendable {
    package var application: ApplicationID
    /// The kind of fence: `command` or `nftables`.
    package var kind: String
    /// From the end of the lease to the instant writes are impossible, at the most, on every path.
    package var bound: Duration
    /// Why the fence cannot keep its bound; such an agent gets no grants. `nil` if it can.
    package var defect: String?

    package init(application: ApplicationID, kind: String, bound: Duration, defect: String? = nil) {
        self.application = application
        self.kind = kind
        self.bound = bound
        self.defect = defect
    }
}

/// A full snapshot of what an agent knows (DESIGN 4.1).
package struct AgentReport: Hashable, Sendable {
    package var process: ProcessNumber
    package var number: ReportNumber
    package var checks: [CheckReport]
    package var leases: [LeaseReport]
    package var host: HostReport
    /// The assignment of checks that the agent works by, so that the controller sends a newer one.
    package var assignmentVersion: UInt64

    package init(
        process: ProcessNumber,
        number: ReportNumber,
        checks: [CheckReport] = [],
        leases: [LeaseReport] = [],
        host: HostReport = HostReport(),
        assignmentVersion: UInt64 = 0
    ) {
        self.process = process
        self.number = number
        self.checks = checks
        self.leases = leases
        self.host = host
        self.assignmentVersion = assignmentVersion
    }

    /// DESIGN 4.1: the number of checks one report may carry.
    package static let mostChecks = 64
}

/// The state of the write lease of one guarded application.
package struct LeaseReport: Hashable, Codable, Sendable {
    package var application: ApplicationID
    /// The highest epoch that the guardian has ever seen.
    package var highestEpoch: Epoch
    /// The number of the first report after its fence had ended, while it is fenced; `nil` while writes are possible.
    package var fencedSince: ReportNumber?
    /// How much of the lease was left when the report was sent; `nil` without a lease.
    package var remaining: Duration?
    /// Live grants beyond a majority. At zero, one more loss fences.
    package var margin: Int
    /// The report that each controller's live grant answers; zero for one that the process before has left. Controllers outside
    /// of the set are among them: they grant too, so that the set can change without a gap.
    package var held: [ControllerID: ReportNumber]

    package init(
        application: ApplicationID,
        highestEpoch: Epoch,
        fencedSince: ReportNumber?,
        remaining: Duration?,
        margin: Int,
        held: [ControllerID: ReportNumber] = [:]
    ) {
        self.application = application
        self.highestEpoch = highestEpoch
        self.fencedSince = fencedSince
        self.remaining = remaining
        self.margin = margin
        self.held = held
    }
}

/// How the agent itself is doing, so that a starved host is not taken for a dead region.
package struct HostReport: Hashable, Codable, Sendable {
    /// How late the agent's own timers ran, at the worst, since the last report.
    package var loopLag: Duration
    /// How far the wall clock moved against `CLOCK_BOOTTIME` since the last report, in milliseconds.
    package var clockStepMilliseconds: Int64
    /// How often the closed fences of this process were found open, behind the agent's back; those that never were are left out.
    package var fencesFoundOpen: [ApplicationID: UInt64]

    package init(
        loopLag: Duration = .zero,
        clockStepMilliseconds: Int64 = 0,
        fencesFoundOpen: [ApplicationID: UInt64] = [:]
    ) {
        self.loopLag = loopLag
        self.clockStepMilliseconds = clockStepMilliseconds
        self.fencesFoundOpen = fencesFoundOpen
    }
}

/// A planned stop.
package struct AgentFarewell: Hashable, Sendable {
    package var process: ProcessNumber
    /// The agent does not count as silent for this long.
    package var backWithin: Duration

    package init(process: ProcessNumber, backWithin: Duration) {
        self.process = process
        self.backWithin = backWithin
    }
}

import Domain
import Ports

/// The answer to `/lease`, in the form of its JSON.
struct LeaseDetails: Encodable {
    struct Application: Encodable {
        let application: ApplicationID
        let epoch: UInt64
        let active: Bool
        let fenced: Bool
        /// `null` without a lease.
        let leaseRemainingMilliseconds: Int64?
        let margin: Int
        let timesFoundOpen: Int

        private enum CodingKeys: String, CodingKey {
            case application, epoch, active, fenced, margin
            case timesFoundOpen = "times_found_open"
            case leaseRemainingMilliseconds = "lease_remaining_ms"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(application, forKey: .application)
            try container.encode(epoch, forKey: .epoch)
            try container.encode(active, forKey: .active)
            try container.encode(fenced, forKey: .fenced)
            try container.encode(leaseRemainingMilliseconds, forKey: .leaseRemainingMilliseconds)
            try container.encode(margin, forKey: .margin)
            try container.encode(timesFoundOpen, forKey: .timesFoundOpen)
        }
    }

    let agent: AgentID
    let region: RegionID
    let applications: [Application]

    init(_ status: AgentStatus, at now: Instant) {
        agent = status.agent
        region = status.region
        applications = status.guardians.map { guardian in
            Application(
                application: guardian.application,
                epoch: guardian.epoch.rawValue,
                active: guardian.isActive(at: now),
                fenced: guardian.isFenced,
                leaseRemainingMilliseconds: guardian.leaseRemaining(at: now)?.wholeMilliseconds,
                margin: guardian.margin,
                timesFoundOpen: guardian.timesFoundOpen
            )
        }
    }
}

/// The disaster recovery plan of one application, as the core understands it: names resolved, defaults filled in.
package struct Plan: Hashable, Codable, Sendable {
    package var application: ApplicationID
    /// Order among applications that one failure moves: a smaller number goes first.
    package var priority: Int
    package var objectives: Objectives
    package var regions: [PlannedRegion]
    package var fencing: Fencing
    package var detection: Detection
    package var checks: [CheckDefinition]
    package var dns: [DNSGroup]
    package var scenarios: [Scenario]
    package var communications: Communications

    package init(
        application: ApplicationID,
        priority: Int = 100,
        objectives: Objectives = Objectives(),
        regions: [PlannedRegion],
        fencing: Fencing = .lease,
        detection: Detection = Detection(),
        checks: [CheckDefinition] = [],
        dns: [DNSGroup] = [],
        scenarios: [Scenario] = [],
        communications: Communications = Communications()
    ) {
        self.application = application
        self.priority = priority
        self.objectives = objectives
        self.regions = regions
        self.fencing = fencing
        self.detection = detection
        self.checks = checks
        self.dns = dns
        self.scenarios = scenarios
        self.communications = communications
    }

    /// The region that the plan calls `active`: where the application is at home.
    package var home: RegionID? { regions.first { $0.role == .active }?.id }

    package func region(_ id: RegionID) -> PlannedRegion? { regions.first { $0.id == id } }
    package func scenario(_ id: ScenarioID) -> Scenario? { scenarios.first { $0.id == id } }
    package func check(_ id: CheckID) -> CheckDefinition? { checks.first { $0.id == id } }
    /// The checks that are there to measure something.
    package func gauges(of measure: CheckDefinition.Measure) -> [CheckDefinition] {
        checks.filter { $0.measures == measure }
    }
    package func dnsGroup(_ id: DNSGroupID) -> DNSGroup? { dns.first { $0.id == id } }
}

/// What the business asks for: recovery time, recovery point and maximum tolerable downtime.
package struct Objectives: Hashable, Codable, Sendable {
    /// Recovery time objective.
    package var rto: Duration?
    /// Recovery point objective. Without one, nothing gates on loss of data.
    package var rpo: Duration?
    package var maxTolerableDowntime: Duration?

    package init(rto: Duration? = nil, rpo: Duration? = nil, maxTolerableDowntime: Duration? = nil) {
        self.rto = rto
        self.rpo = rpo
        self.maxTolerableDowntime = maxTolerableDowntime
    }
}

/// A region in one application's plan.
package struct PlannedRegion: Hashable, Codable, Sendable {
    package enum Role: String, Hashable, Codable, Sendable, CaseIterable {
        /// Serves and may write: the home region.
        case active
        /// Can take over.
        case standby
        /// Votes and watches only.
        case witness
    }

    package var id: RegionID
    package var role: Role
    /// What clients reach there, by name; checks and steps refer to `region.endpoints.NAME`.
    package var endpoints: [String: String]

    package init(id: RegionID, role: Role, endpoints: [String: String] = [:]) {
        self.id = id
        self.role = role
        self.endpoints = endpoints
    }
}

/// How a plan keeps two regions from writing at once.
package enum Fencing: String, Hashable, Codable, Sendable, CaseIterable {
    /// Write leases that run out by themselves: safe without an answer from the failed region.
    case lease
    /// Nothing fences. Allows approval mode only.
    case none
}

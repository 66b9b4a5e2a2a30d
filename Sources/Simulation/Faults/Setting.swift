import Domain

/// One simulated cluster: who is where, and how the world treats them all the time.
package struct Setting: Hashable, Sendable {
    package struct Region: Hashable, Sendable {
        package var id: RegionID
        package var role: PlannedRegion.Role
    }

    package var seed: UInt64
    package var regions: [Region]
    /// Where each controller stands, in order.
    package var controllerRegions: [RegionID]
    /// Where each controller stands that runs from the start and has no say until somebody gives it one.
    package var spareRegions: [RegionID] = []
    package var agentsPerRegion: Int
    package var applicationCount: Int
    package var fence: FenceKind = .kernel
    package var detection: Detection
    package var mode: Scenario.Mode = .automatic
    package var rpo: Duration = .seconds(60)
    package var network = NetworkWeather()
    package var store = StoreWeather()
    /// Clocks run wrong by at most this many millionths.
    package var drift = 0
    /// Whether the runbook begins with a step in the region that has failed, which lint warns of.
    package var needsSource = false
    /// How long every hook takes; `nil` for whatever comes.
    package var hookTakes: Duration?
    /// How often the leader shows a sign of life to the dead-man's switch; `nil` where there is none.
    package var signsOfLifeEvery: Duration?
    /// Probability that a hook fails.
    package var hookFailures = 0.0

    package init(
        seed: UInt64,
        regions: [Region],
        controllerRegions: [RegionID],
        agentsPerRegion: Int,
        applicationCount: Int,
        detection: Detection
    ) {
        self.seed = seed
        self.regions = regions
        self.controllerRegions = controllerRegions
        self.agentsPerRegion = agentsPerRegion
        self.applicationCount = applicationCount
        self.detection = detection
    }

    // MARK: Names

    /// All of them, those without a say at the end.
    var controllers: [(id: ControllerID, region: RegionID)] {
        (controllerRegions + spareRegions).enumerated().map { (ControllerID("controller\($0 + 1)"), $1) }
    }

    /// The controllers that have a say from the start.
    var founders: [ControllerID] { controllers.prefix(controllerRegions.count).map(\.id) }

    /// Lint would not have it: one region holds a majority of several controllers (FAILURES F7).
    var isMisplaced: Bool {
        let regions = regions.map(\.id)
        return controllerRegions.count > 1
            && regions.contains { region in
                controllerRegions.count { $0 == region } > controllerRegions.count / 2
            }
    }

    var agents: [(id: AgentID, region: RegionID)] {
        regions.flatMap { region in
            (1...agentsPerRegion).map { (AgentID("\(region.id)\($0)"), region.id) }
        }
    }

    var applications: [ApplicationID] { (1...applicationCount).map { ApplicationID("app\($0)") } }

    /// Where a database may be written.
    var databaseRegions: [RegionID] { regions.filter { $0.role != .witness }.map(\.id) }

    // MARK: Addresses

    func address(of region: RegionID) -> String {
        "192.0.2.\((regions.firstIndex { $0.id == region } ?? 0) + 1)"
    }

    func region(at address: String) -> RegionID? { regions.first { self.address(of: $0.id) == address }?.id }

    func record(of application: ApplicationID) -> DNSRecordKey {
        DNSRecordKey(name: "\(application).example.com", type: .a)
    }
}

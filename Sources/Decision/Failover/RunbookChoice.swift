import Domain

extension Plan {
    /// The scenario whose runbook moves the application for a cause: the one that was triggered; for a person's order the one
    /// that is named after it, or else the first that moves a region.
    func movingScenario(for cause: FailoverCause) -> Scenario? {
        switch cause {
        case .scenario(let id, _): scenario(id)
        case .failover: scenario("failover") ?? firstMovingScenario
        case .switchover: scenario("switchover") ?? firstMovingScenario
        case .failback: scenario("failback") ?? scenario("switchover") ?? firstMovingScenario
        case .declaration: nil
        }
    }

    private var firstMovingScenario: Scenario? { scenarios.first(where: \.movesRegion) }

    /// Where an application that is active in a region can go, in the order of the plan.
    func targets(from source: RegionID) -> [RegionID] {
        regions.filter { $0.role != .witness && $0.id != source }.map(\.id)
    }
}

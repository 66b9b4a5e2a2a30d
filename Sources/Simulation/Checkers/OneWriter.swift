import Domain

/// S1: at no instant are writes possible in two regions, from the instant a door opens until it has closed.
struct OneWriter: Checker {
    let rule = "S1"

    mutating func see(_ event: WorldEvent, in world: World) -> String? {
        guard case .doorOpened(let application, let region, let agent) = event else { return nil }
        let others = world.regionsWithOpenDoors(of: application).filter { $0 != region }
        guard !others.isEmpty else { return nil }
        return "\(agent) in \(region) lets \(application) be written while \(others) does"
    }
}

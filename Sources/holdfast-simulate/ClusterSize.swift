import ArgumentParser
import Simulation

/// How large the clusters are that a campaign is about. Their seeds are the same as in a campaign about all sizes.
struct ClusterSize: ExpressibleByArgument {
    let controllers: Int
    let agents: Int

    init?(argument: String) {
        let numbers = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let controllers = numbers[0], let agents = numbers[1] else { return nil }
        self.controllers = controllers
        self.agents = agents
    }

    /// Whether any of the first seeds has it: what they do not draw, none does.
    var isEverDrawn: Bool { (1...10_000).contains { fits(seed: $0) } }

    func fits(seed: UInt64) -> Bool {
        let setting = Setting.drawn(seed: seed)
        return setting.controllerRegions.count + setting.spareRegions.count == controllers
            && setting.regions.count * setting.agentsPerRegion == agents && setting.applicationCount == 1
    }
}

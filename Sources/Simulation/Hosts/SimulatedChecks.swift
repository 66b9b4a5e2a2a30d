import Domain
import Ports

/// Checks as an agent of one region can see the world.
struct SimulatedChecks: CheckRunner {
    let region: RegionID
    let world: World
    let process: SimulatedProcess

    func run(_ check: AssignedCheck) async -> Observation {
        let gone = Observation(outcome: .notRun, summary: "the process is gone", took: .zero)
        return await process.wait(orWhenGone: gone) { answer in
            let result = world.look(at: check, from: region)
            world.scheduler.after(result.took) { answer(result) }
        }
    }
}

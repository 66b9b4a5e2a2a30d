import Domain
import Ports

/// Notifiers of one controller process: people hear, or do not.
struct SimulatedNotifiers: NotifierFactory, Notifier {
    let world: World
    let controller: ControllerID
    let site: Site
    let process: SimulatedProcess

    func notifier(for channel: Channel) throws(PortError) -> any Notifier { self }

    func deliver(_ notification: Notification) async throws(PortError) {
        let gone = Result<Void, PortError>.failure(PortError(.unavailable, "the process is gone"))
        let began = world.scheduler.now
        let result = await process.wait(orWhenGone: gone) { answer in
            world.scheduler.after(.seconds(5)) { answer(.failure(PortError(.outcomeUnknown, "nobody answered"))) }
            world.network.carry(from: site, to: .customers) {
                world.happen(.told(notification, by: controller, since: began))
                world.network.carry(from: .customers, to: site) { answer(.success(())) }
            }
        }
        try result.get()
    }
}

/// Looks at URLs from where the controller stands.
struct SimulatedWeb: WebProbe {
    let world: World
    let controller: ControllerID
    let site: Site
    let process: SimulatedProcess

    func probe(_ request: WebRequest, pinnedAddress: String?) async -> Observation {
        let gone = Observation(outcome: .notRun, summary: "the process is gone", took: .zero)
        return await process.wait(orWhenGone: gone) { answer in
            if request.url == OutsideWatch.url { return showSignOfLife(request, answer) }
            let result = world.look(at: request, from: site, pinnedAddress: pinnedAddress)
            world.scheduler.after(result.took) { answer(result) }
        }
    }
}

extension SimulatedWeb {
    private func showSignOfLife(_ request: WebRequest, _ answer: @escaping (Observation) -> Void) {
        let begin = world.scheduler.now
        let silence = Observation(outcome: .failed, summary: "no answer", took: request.timeout)
        world.scheduler.after(request.timeout) { answer(silence) }
        world.network.carry(from: site, to: .customers) {
            world.outsideWatch?.hear(from: controller, since: begin)
            world.network.carry(from: .customers, to: site) {
                answer(Observation(outcome: .passed, summary: "200", took: world.scheduler.now - begin))
            }
        }
    }
}

/// The plans that people may apply, by the text that stands for them.
final class PlanShelf: PlanParser, @unchecked Sendable {
    private var plans: [String: Plan] = [:]

    /// - Returns: the text to apply the plan with.
    func put(_ plan: Plan) -> String {
        let text = "\(plan.application) as drafted, number \(plans.count + 1)"
        plans[text] = plan
        return text
    }

    func parse(text: String, fileName: String) -> PlanReading {
        PlanReading(plan: plans[text], findings: [], places: PlanPlaces(fileName: fileName))
    }
}

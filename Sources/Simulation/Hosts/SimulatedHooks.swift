import Domain
import Ports

/// Hooks of one host: each takes its time, may fail, and leaves its trace in the world.
struct SimulatedHooks: HookRunner {
    let host: AgentHost
    let world: World
    let process: SimulatedProcess

    var hooks: [HookName] { ["deploy", "drain", "ready"] }
    var ledger: HookLedgerID { host.disk.ledger }

    func carryOut(_ order: HookOrder, output: @escaping @Sendable (HookOutput) -> Void) async -> HookStatus {
        if let known = host.disk.hooks[order.key] { return HookStatus(key: order.key, state: known) }
        guard order.isRemembered(in: ledger) else { return HookStatus(key: order.key, state: .interrupted) }
        guard order.purpose == .run else { return HookStatus(key: order.key, state: .notStarted) }
        host.disk.hooks[order.key] = .running
        let state = await process.wait(orWhenGone: HookStatus.State.interrupted) { answer in
            world.happen(.hookStarted(order, host.id))
            let (took, end) = world.hookOutcome()
            world.scheduler.after(took) {
                if case .succeeded = end, process.isAlive { world.happen(.hookSucceeded(order, host.id)) }
                answer(end)
            }
        }
        if process.isAlive { host.disk.hooks[order.key] = state }
        return HookStatus(key: order.key, state: state)
    }

    func stop(_ key: HookKey) async {}
}

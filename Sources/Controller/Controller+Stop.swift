import Decision
import Domain
import Ports

// A planned stop (DESIGN 3.1, "Availability of leases"): first somebody else leads, then nobody needs this controller's grants, or
// as many as can be; then its last grants are stored and given, and the process may end.
extension Controller {
    /// Makes the stop one that no guardian feels, while ``run()`` goes on; afterwards that is to be cancelled. It is bounded.
    package func leave() async {
        guard machine != nil, !isStopping else { return }
        isStopping = true
        logger.notice("stopping by plan")
        await giveUpLeadership()
        await wait(atMost: Self.longestDrain) { $0.needed(at: self.ports.time.now.instant).isEmpty }
        handle(.stopOrdered)
        await wait(atMost: Self.longestHandOver) { $0.isHandedOver(at: self.ports.time.now.instant) }
    }

    /// Without a store nobody can be told; nothing is committed under the term all the same.
    private func giveUpLeadership() async {
        guard term != nil else { return }
        let (time, end) = (ports.time, ports.time.now.instant + Self.longestResignation)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.stepDown(after: PortError(.conditionFailed, "the controller stops by plan")) }
            group.addTask { try? await time.sleep(until: end) }
            await group.next()
            group.cancelAll()
        }
    }

    private func wait(atMost limit: Duration, until isSo: (ControllerMachine) -> Bool) async {
        let end = ports.time.now.instant + limit
        while let machine, !isSo(machine), ports.time.now.instant < end {
            guard (try? await ports.time.sleep(until: ports.time.now.instant + Self.look)) != nil else { return }
        }
    }

    private static var longestResignation: Duration { .seconds(5) }
    private static var look: Duration { .milliseconds(50) }
    /// Another controller that was restarted just before is granted by again well within. Half of the unit's `TimeoutStopSec`.
    private static var longestDrain: Duration { .seconds(60) }
    /// A store that answers at all, and one more report of everybody.
    private static var longestHandOver: Duration { .seconds(5) }

    // MARK: The store

    func leave(_ handOver: HandOver) async -> Bool {
        guard let process else { return false }
        do throws(PortError) {
            try await ports.store.leave(handOver, by: process)
            return true
        } catch {
            logger.warning(
                "what is left to guardians is not stored, so nothing is left",
                metadata: ["reason": "\(error)"]
            )
            return false
        }
    }

    /// The machine orders it again until it is done.
    func forget(_ handOver: HandOver) async {
        guard let process else { return }
        do throws(PortError) {
            try await ports.store.forget(handOver, by: process)
            handle(.forgotten)
        } catch {
            logger.warning("what was left to guardians is not forgotten", metadata: ["reason": "\(error)"])
        }
    }
}

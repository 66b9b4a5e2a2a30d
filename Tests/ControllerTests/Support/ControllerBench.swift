import Decision
import Domain
import Foundation
import InMemoryPorts
import Logging
import Ports
import Testing

@testable import Controller

/// One real controller, `c1`, on time that the test moves and a store in memory.
struct ControllerBench {
    let time = ManualTime()
    let memory: InMemoryCoordinationStore
    let store: ShapedStore
    let gateway = TestGateway()
    let manager = RecordingManager()
    let notifier = RecordingNotifier()
    let web = RecordingWeb()
    let controller: Controller

    init(members: [ControllerID] = ["c1"], isDeaf: Bool = false, deadMan: DeadMan? = nil) {
        memory = InMemoryCoordinationStore(controllerSet: ControllerSetDescription(version: 1, members: members))
        store = ShapedStore(memory, isDeaf: isDeaf)
        let ports = ControllerPorts(
            time: time,
            store: store,
            gateway: gateway,
            plans: NoPlans(),
            dns: InMemoryDNS([]),
            notifiers: notifier,
            web: web,
            supervisor: manager
        )
        controller = Controller(
            settings: ControllerSettings(id: "c1", region: "c", deadMan: deadMan),
            ports: ports,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// Runs the controller while the test does.
    ///
    /// - Returns: how the controller ended by itself; `nil` if it did not.
    @discardableResult
    func run(_ test: @escaping @Sendable () async throws -> Void) async throws -> PortError? {
        try await withThrowingTaskGroup(of: PortError?.self) { group in
            group.addTask {
                do {
                    try await controller.run()
                } catch let error as PortError {
                    return error
                } catch is CancellationError {
                    return nil
                }
                return nil
            }
            group.addTask {
                try await test()
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    /// Lets time pass until something holds. Rounds are counted, not seconds: beside other tests each may take long.
    func wait(until holds: () async -> Bool, _ what: Comment) async throws {
        for _ in 0..<Self.mostRounds {
            if await holds() { return }
            time.advance(by: .milliseconds(20))
            try await Task.sleep(for: .milliseconds(1))
        }
        try #require(await holds(), what)
    }

    private static let mostRounds = 5000

    /// Stops it by plan, while time passes.
    func stop() async throws {
        let (controller, isOver) = (controller, Flag())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await controller.leave()
                isOver.raise()
            }
            try await wait(until: { isOver.isRaised }, "the stop never ends")
        }
    }

    /// What the controller answers to an operator.
    func ask(_ command: OperatorCommand) async throws -> OperatorAnswer {
        let id = gateway.ask([UInt8](try JSONEncoder().encode(command)), at: time.now.instant)
        try await wait(until: { gateway.answer(to: id) != nil }, "no answer comes")
        return try JSONDecoder().decode(OperatorAnswer.self, from: Data(gateway.answer(to: id) ?? []))
    }

    func waitUntilItLeads() async throws {
        try await wait(
            until: { await controller.machine?.isLeader == true && memory.journal.count > 0 },
            "c1 never leads"
        )
    }
}

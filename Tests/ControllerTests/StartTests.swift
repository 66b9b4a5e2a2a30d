import Domain
import Ports
import Testing

@testable import Controller

/// Without a store a controller is there all the same, says what it waits for, and goes on by itself.
@Suite struct StartTests {
    private static let refusals = 40

    @Test func aControllerThatStartsWithoutItsStoreSaysSoAndLeadsWhenItIsBack() async throws {
        let bench = ControllerBench()
        for _ in 0..<Self.refusals { bench.memory.fail(next: .register, with: .unavailable) }
        let ending = try await bench.run {
            try await bench.wait(until: { await bench.controller.start.obstacle != nil }, "c1 never asks the store")
            let early = try await bench.ask(.status)
            #expect(early.outcome == .noQuorumOrLeader)
            #expect(early.message.contains("waits for the coordination store"), "\(early.message)")
            guard case .status(let view)? = early.body else {
                Issue.record("no status")
                return
            }
            #expect(view.leader == nil && view.controller == "c1")
            #expect(view.undecided?.reason.contains("did not take register") == true)
            let order = try await bench.ask(.freeze(application: nil, reason: "storm", duration: nil))
            #expect(order.outcome == .noQuorumOrLeader)
            try await bench.waitUntilItLeads()
            #expect(try await bench.ask(.status).outcome == .done)
        }
        #expect(ending == nil)
    }

    @Test func agentsThatComeBeforeTheStartAreKnownAfterIt() async throws {
        let bench = ControllerBench()
        for _ in 0..<Self.refusals { bench.memory.fail(next: .register, with: .unavailable) }
        bench.gateway.connect("a-1", of: "a")
        bench.gateway.connect("a-2", of: "a")
        bench.gateway.disconnect("a-2", of: "a")
        try await bench.run {
            try await bench.waitUntilItLeads()
            guard case .agents(let agents)? = try await bench.ask(.agents).body else {
                Issue.record("no agents")
                return
            }
            #expect(agents.map(\.agent) == ["a-1"])
            #expect(agents.first?.version == "test", "its hello was kept")
        }
    }

    @Test(arguments: [PortError.Code.rejected, .damaged, .conditionFailed])
    func whatWaitingDoesNotMendEndsTheProcess(code: PortError.Code) async throws {
        let bench = ControllerBench()
        bench.store.refuseRegistrations(PortError(code, "no"))
        let ending = try await bench.run {
            try await bench.wait(until: { false }, "c1 waits for what does not come")
        }
        #expect(ending?.code == code)
    }
}

import Domain
import Ports
import TestSupport
import Testing

@testable import Controller

/// DESIGN 3.1, rule 6: a process that is not its controller's newest ends.
@Suite struct RegistrationTests {
    @Test(arguments: [true, false])
    func aProcessThatALateStartReplacedEnds(isLeader: Bool) async throws {
        let bench = ControllerBench(members: ["c1", "c2", "c3"])
        if !isLeader { bench.memory.moveLeadership(to: "c2") }
        let ending = try await bench.run {
            if isLeader {
                try await bench.waitUntilItLeads()
            } else {
                try await bench.wait(until: { await bench.controller.process != nil }, "c1 never starts")
            }
            let late = try await bench.memory.register("c1", at: .somewhere)
            #expect(late.process.process == 2)
            try await bench.wait(until: { false }, "c1 goes on under a process number that is not its own any more")
        }
        #expect(ending?.code == .conditionFailed)
        #expect(ending?.message.contains("process 1 of c1 is not the current one") == true)
    }

    @Test func aProcessNumberIsNeverGivenTwice() async throws {
        let store = ControllerBench().memory
        store.fail(next: .register, with: .outcomeUnknownAfterEffect)
        await #expect(throws: PortError.self) { try await store.register("c1", at: .somewhere) }
        #expect(try await store.register("c1", at: .somewhere).process.process == 2)
    }
}

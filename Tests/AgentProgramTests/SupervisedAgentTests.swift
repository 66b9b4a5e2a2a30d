import Domain
import Foundation
import Glibc
import Testing
import TestSupport

/// The agent's program under a supervisor that obeys the unit that is shipped: writes end within `fence_timeout` of the end of the
/// lease on every path (DESIGN 3.1, rule 2), and a restart for an upgrade ends none ("Availability of leases").
@Suite(.serialized, .timeLimit(.minutes(3))) struct SupervisedAgentTests {
    /// A world whose agent holds the lease, and whose writer writes.
    private func withWriting(
        closing: String = "rm -f $DOOR",
        _ body: (World, Program, Supervisor) async throws -> Void
    ) async throws {
        try await World.with { world in
            let controller = try await world.startController()
            try await world.startWriter()
            let supervisor = try world.startSupervisor(fence: Files.doorFence(in: world.scratch, closing: closing))
            try #require(await eventually { world.isWritten && world.lease != nil }, "\(supervisor.logged)")
            try await body(world, controller, supervisor)
        }
    }

    /// Waits until nobody writes any more, and expects that this was in time.
    private func expectFenced(_ world: World, _ what: String, _ sourceLocation: SourceLocation = #_sourceLocation)
        async throws
    {
        let end = try #require(world.lease?.end, sourceLocation: sourceLocation)
        let isFenced = await eventually { !world.isWritten && world.clock.instant > end }
        #expect(isFenced, "writes go on", sourceLocation: sourceLocation)
        let lateness = world.lastWrite - end
        #expect(lateness <= World.fenceTimeout, sourceLocation: sourceLocation)
        print("\(what): the last write came \(lateness.text) after the end of the lease")
    }

    @Test(arguments: [false, true])
    func anAgentThatHangsIsKilledAndItsFenceClosedForIt(successorHangsToo: Bool) async throws {
        try await withWriting { world, controller, supervisor in
            if successorHangsToo { try world.scratch.write("successors-hang", "") }
            supervisor.signalAgent(SIGSTOP)
            controller.send(SIGKILL)
            try await expectFenced(world, "an agent that hangs, as its successor: \(successorHangsToo)")
            #expect(supervisor.events.contains { $0.hasPrefix("killed") && $0.hasSuffix("watchdog") })
            #expect(!world.scratch.exists("door"))
        }
    }

    @Test func anAgentThatHangsWithAFenceThatHangsEndsByTheHardStop() async throws {
        try await withWriting(closing: "test -e $DOOR && sleep 600; true") { world, controller, supervisor in
            supervisor.signalAgent(SIGSTOP)
            controller.send(SIGKILL)
            try await expectFenced(world, "an agent that hangs, then the command")
            #expect(world.scratch.exists("door"), "only the hard stop has ended it")
        }
    }

    @Test func anAgentKilledInTheMiddleOfItsFenceIsFencedBySomeoneElse() async throws {
        let slow = "sleep 0.3; rm -f $DOOR"
        try await withWriting(closing: slow) { world, controller, supervisor in
            let before = world.closings
            controller.send(SIGKILL)
            #expect(await eventually { world.closings > before })
            supervisor.signalAgent(SIGKILL)
            try await expectFenced(world, "an agent killed in the middle of its fence")
            #expect(world.closings > before + 1, "the first closing died with the agent")
            #expect(!world.scratch.exists("door"))
        }
    }

    @Test(arguments: ["test -e $DOOR && sleep 600; true", "test ! -e $DOOR"])
    func aFenceThatHangsOrFailsEndsByTheHardStop(closing: String) async throws {
        try await withWriting(closing: closing) { world, controller, supervisor in
            controller.send(SIGKILL)
            try await expectFenced(world, closing)
            #expect(world.scratch.exists("door"), "only the hard stop has ended it")
            #expect(supervisor.count("ended") == 0, "the agent itself did it")
        }
    }

    @Test func anUpgradeInheritsTheLeaseWithoutAFence() async throws {
        try await withWriting { world, _, supervisor in
            let before = try #require(world.lease?.process)
            let closings = world.closings
            supervisor.program.send(SIGUSR1)
            #expect(await eventually { world.lease.map { $0.process > before } ?? false })
            let taken = world.clock.instant
            // Longer than what was inherited lasts: it is renewed by now.
            #expect(await eventually { world.clock.instant > taken + .seconds(3) })
            #expect(world.closings == closings, "it was fenced: \(supervisor.logged)")
            #expect(world.isWritten)
            #expect(supervisor.count("started") == 2)
            #expect(supervisor.count("killed") == 0, "it did not stop by itself")
            let gap = zip(world.writes, world.writes.dropFirst()).map { $1 - $0 }.max() ?? .zero
            print("an upgrade: the longest pause of the writer was \(gap.text)")
        }
    }

    @Test func withoutASuccessorTheFenceClosesAtTheDeadline() async throws {
        try await withWriting { world, _, supervisor in
            supervisor.program.send(SIGTERM)
            #expect(await eventually { supervisor.program.hasEnded })
            let end = try #require(world.lease?.end)
            #expect(world.clock.instant < end, "the stop did not wait for the end of the lease")
            #expect(world.isWritten)
            try await expectFenced(world, "the agent stops and no successor comes")
            #expect(world.lastWrite > end - .milliseconds(500), "not before it had to")
            #expect(!world.scratch.exists("door"))
        }
    }

    @Test func aFencedAgentThatRestartsStaysFencedAndAHostBootsFenced() async throws {
        try await withWriting { world, controller, supervisor in
            controller.send(SIGKILL)
            try await expectFenced(world, "the controllers are gone")
            let writes = world.writes.count
            #expect(await eventually { world.lease == nil }, "a successor is left nothing")
            let closings = world.closings
            supervisor.signalAgent(SIGKILL)
            // Its successor closes, and whoever closes after the dead does too, unless the successor has taken over first.
            #expect(
                await eventually { supervisor.count("ready") == 2 && world.closings > closings },
                "\(world.closings - closings) closings: \(supervisor.logged)"
            )
            #expect(world.writes.count == writes, "the fence was lifted by a restart")

            supervisor.program.send(SIGTERM)
            #expect(await eventually { supervisor.program.hasEnded })
            // A boot: what the runtime directory held is gone, and somebody has left the door open.
            try world.scratch.remove("run")
            #expect(FileManager.default.createFile(atPath: world.door, contents: nil))
            #expect(await eventually { world.isWritten })
            let successor = try world.startSupervisor(fence: Files.doorFence(in: world.scratch))
            #expect(await eventually { !world.scratch.exists("door") }, "\(successor.logged)")
            #expect(await eventually { !world.isWritten })
        }
    }

    @Test func aPacketFilterThatSomebodyFlushesIsClosedAgainWithinSeconds() async throws {
        try await World.with { world in
            await world.issueCertificates()
            // A network of its own: nobody's rules are touched. No controller is to be reached, so the agent is fenced.
            let supervisor = try world.startSupervisor(
                fence: "{kind: nftables, ports: [5432], fence_timeout: 2s}",
                inside: ["unshare", "--net", "--"]
            )
            try #require(
                await eventually { supervisor.logged.contains(#""message":"fenced""#) },
                "\(supervisor.logged)"
            )
            let inside = ["nsenter", "--net=/proc/\(try #require(supervisor.program.pid))/ns/net", "--"]
            let rules = { await sh(inside + ["nft", "list", "ruleset"]) }
            #expect(await rules().contains("jump gate"))
            await sh(inside + ["nft", "flush", "ruleset"])
            let flushed = world.clock.instant
            #expect(await eventually(within: .seconds(8)) { await rules().contains("jump gate") })
            print("flushed rules are back after \((world.clock.instant - flushed).text)")
            #expect(await eventually { supervisor.logged.contains("found open") })
            #expect(supervisor.count("started") == 1)
        }
    }
}

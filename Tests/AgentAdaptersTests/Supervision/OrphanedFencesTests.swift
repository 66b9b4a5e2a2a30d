import Domain
import Foundation
import Ports
import SystemClock
import Testing
import TestSupport

@testable import AgentAdapters

struct OrphanedFencesTests {
    private let scratch: Scratch
    private let directories: AgentDirectories
    private let clock = SystemTime()
    private let fence = RecordingFence("printapp")

    init() throws {
        scratch = try Scratch()
        directories = AgentDirectories(state: scratch.file("state"), runtime: scratch.file("run"))
    }

    private func orphans(_ fence: RecordingFence) -> OrphanedFences {
        OrphanedFences(directories, fences: [fence], log: testLog)
    }

    /// An agent process that holds a lease by grants of three controllers; it dies when nobody holds it any more.
    private func agent(leaving deadlines: [Duration]?, from start: Instant) async throws -> GuardianMemoryOnDisk {
        let memory = GuardianMemoryOnDisk(directories)
        _ = try await memory.recall()
        guard let deadlines else { return memory }
        let instants = deadlines.map { start.advanced(by: $0) }
        let lease = InheritedLease(
            application: "printapp",
            epoch: 3,
            controllerSet: ControllerSetDescription(version: 1, members: ["a", "b", "c"]),
            deadlines: Dictionary(uniqueKeysWithValues: zip(["a", "b", "c"], instants))
        )
        try await memory.bequeath(lease, of: "printapp")
        return memory
    }

    private func ownerOfRecord() throws -> ProcessNumber {
        try #require(try LeaseRecord.read(directories.leaseFile("printapp"))).process
    }

    @Test func theFenceIsClosedWhenTheMajorityOfGrantsHasEnded() async throws {
        let start = clock.instant
        _ = try await agent(leaving: [.milliseconds(100), .milliseconds(500), .seconds(600)], from: start)
        #expect(await orphans(fence).closeAtDeadlines() == ["printapp": .closed])
        let closed = try #require(await fence.closedAt)
        #expect((Duration.milliseconds(499)..<Duration.seconds(5)).contains(closed - start))
    }

    @Test(arguments: [[], [Duration.seconds(600)]])
    func withoutAMajorityOfGrantsTheFenceIsClosedAtOnce(deadlines: [Duration]) async throws {
        _ = try await agent(leaving: deadlines, from: clock.instant)
        #expect(await orphans(fence).closeAtDeadlines() == ["printapp": .closed])
    }

    @Test func withoutARecordThatCanBeReadTheFenceIsClosedAtOnce() async throws {
        #expect(await orphans(fence).closeAtDeadlines() == ["printapp": .closed])
        _ = try await agent(leaving: Array(repeating: .seconds(600), count: 3), from: clock.instant)
        try "{".write(toFile: directories.leaseFile("printapp"), atomically: true, encoding: .utf8)
        let other = RecordingFence("printapp")
        #expect(await orphans(other).closeAtDeadlines() == ["printapp": .closed])
    }

    @Test func anAgentThatDiedInTheMiddleOfItsFenceIsFencedAtOnce() async throws {
        // Before it closes, an agent strikes the lease off the record.
        var memory: GuardianMemoryOnDisk? = try await agent(
            leaving: Array(repeating: .seconds(600), count: 3),
            from: clock.instant
        )
        try await memory?.bequeath(nil, of: "printapp")
        memory = nil
        #expect(await orphans(fence).closeAtDeadlines() == ["printapp": .closed])
    }

    @Test func aSuccessorThatHasTakenOverKeepsTheFence() async throws {
        let start = clock.instant
        _ = try await agent(leaving: Array(repeating: .seconds(600), count: 3), from: start)
        _ = try await agent(leaving: Array(repeating: .seconds(600), count: 3), from: start)
        let successor = try ownerOfRecord()
        try await holding(directories.processLock(successor)) { _ in
            #expect(await orphans(fence).closeAtDeadlines() == ["printapp": .leftToSuccessor(successor)])
        }
        #expect(await fence.closedAt == nil)
    }

    @Test func aSuccessorThatHangsBeforeItHasTakenOverDoesNotCount() async throws {
        let start = clock.instant
        _ = try await agent(leaving: Array(repeating: .milliseconds(300), count: 3), from: start)
        let successor = try await agent(leaving: nil, from: start)
        #expect(await orphans(fence).closeAtDeadlines() == ["printapp": .closed])
        #expect(try #require(await fence.closedAt) - start >= .milliseconds(299))
        withExtendedLifetime(successor) {}
    }

    @Test func aSuccessorThatTookOverAndDiedDoesNotCount() async throws {
        let start = clock.instant
        _ = try await agent(leaving: Array(repeating: .milliseconds(100), count: 3), from: start)
        _ = try await agent(leaving: Array(repeating: .milliseconds(300), count: 3), from: start)
        #expect(await orphans(fence).closeAtDeadlines() == ["printapp": .closed])
        #expect(try #require(await fence.closedAt) - start >= .milliseconds(299))
    }

    @Test func aChildThatADeadAgentHadJustForkedIsNoProofOfItsLife() async throws {
        _ = try await agent(leaving: [], from: clock.instant)
        let path = directories.processLock(try ownerOfRecord())
        try await holding(path) { holder in
            #expect(ProcessLock.isHeldByAnother(path))
            #expect(await holder.line("forked") != nil)
            let pid = try #require(await holder.line("holds").flatMap { Int32($0.split(separator: " ")[1]) })
            #expect(kill(pid, SIGKILL) == 0)
            #expect(await eventually { !ProcessLock.isHeldByAnother(path) })
            #expect(await orphans(fence).closeAtDeadlines() == ["printapp": .closed])
        }
    }

    /// With a living process that holds the lock as an agent does, and that has forked a child which goes on without it.
    private func holding(_ path: String, _ body: (Background) async throws -> Void) async throws {
        let holder = """
            import fcntl, os, sys, time
            # The supervisor of the test: what it starts can be killed without ending the test's program.
            if os.fork(): time.sleep(60); sys.exit()
            file = open(sys.argv[1], 'a+')
            fcntl.lockf(file, fcntl.LOCK_EX)
            print('holds', os.getpid(), flush=True)
            if os.fork() == 0: print('forked', flush=True)
            time.sleep(60)
            """
        try await Background.with(["python3", "-c", holder, path]) { program in
            #expect(await program.line("holds") != nil)
            try await body(program)
        }
    }

    @Test func aSuccessorOpensNothingWhileTheFenceIsBeingClosed() async throws {
        let slow = RecordingFence("printapp", mayClose: false)
        _ = try await agent(leaving: [], from: clock.instant)
        let successor = GuardianMemoryOnDisk(directories)
        let process = try await successor.recall().process
        try await withThrowingTaskGroup { group in
            group.addTask { _ = await orphans(slow).closeAtDeadlines() }
            #expect(await eventually { await slow.isClosing })
            group.addTask { try await successor.bequeath(nil, of: "printapp") }
            await OwnThread.pause(.milliseconds(50))
            #expect(try #require(try LeaseRecord.read(directories.leaseFile("printapp"))).process < process)
            await slow.letClose()
            try await group.waitForAll()
        }
        #expect(try LeaseRecord.read(directories.leaseFile("printapp"))?.process == process)
    }

    @Test func atBootOnlyThePacketFilterIsClosed() async throws {
        let filter = RecordingFence("blog", kind: "nftables")
        await OrphanedFences(directories, fences: [fence, filter], log: testLog).closeAtBoot()
        #expect(await fence.closedAt == nil)
        #expect(await filter.closedAt != nil)
    }

    @Test func whenTheHostGoesDownNoLeaseIsWaitedFor() async throws {
        _ = try await agent(leaving: Array(repeating: .seconds(600), count: 3), from: clock.instant)
        await orphans(fence).closeNow()
        #expect(await fence.closedAt != nil)
    }
}

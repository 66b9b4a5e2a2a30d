import Domain
import Logging
import Ports
import SystemClock

/// What an agent that died has left open, and the duty to close it (the agent binary's `--fence-expired`).
///
/// Every death starts one of these, in a process of its own, so it outlives whatever comes after. It leaves a fence alone only
/// when another agent lives *and* has taken the leases over; a successor that starts but hangs before that does not count.
package struct OrphanedFences: Sendable {
    /// What became of one fence.
    package enum Outcome: Hashable, Sendable {
        case closed
        case leftToSuccessor(ProcessNumber)
    }

    private let directories: AgentDirectories
    private let fences: [any Fence]
    private let clock = SystemTime()
    private let log: Logger

    package init(_ directories: AgentDirectories, fences: [any Fence], log: Logger) {
        self.directories = directories
        self.fences = fences
        self.log = log
    }

    /// Closes each fence when its lease has ended; at once where there is no lease.
    ///
    /// - Returns: what became of each, by application.
    package func closeAtDeadlines() async -> [ApplicationID: Outcome] {
        await closeAll { await close($0) }
    }

    /// What the host does at its start (the agent binary's `--fence-at-boot`): closes the fences in the packet filter.
    ///
    /// Fences of other kinds are left alone. What they guard is not started before the agent starts it, and their commands
    /// would fail so early: then would come their hard stop, and a host that it restarts would never come up.
    package func closeAtBoot() async {
        let inKernel = fences.filter { $0.description.kind == NFTablesFence.kind }
        _ = await OrphanedFences(directories, fences: inKernel, log: log).closeAtDeadlines()
    }

    /// Closes all fences at once, whatever leases there are: the host goes down.
    package func closeNow() async {
        _ = await closeAll { fence in
            await fence.close()
            return .closed
        }
    }

    private func closeAll(
        _ close: @escaping @Sendable (any Fence) async -> Outcome
    ) async -> [ApplicationID: Outcome] {
        await withTaskGroup { group in
            for fence in fences { group.addTask { (fence.description.application, await close(fence)) } }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    private func close(_ fence: any Fence) async -> Outcome {
        let application = fence.description.application
        while true {
            let record = await record(of: application)
            if let successor = await owner(of: record) { return .leftToSuccessor(successor) }
            let deadline = record?.end ?? .boot
            guard clock.instant < deadline else { break }
            await OwnThread.pause(min(clock.instant.duration(to: deadline), Self.pauseBetweenLooks))
        }
        // With the lock no successor can take over before the fence is closed. One that is taking over now lets go at once.
        let path = directories.takeoverLock(application)
        let lock = await OwnThread.run { try? FileLock.take(path, .shared, within: Self.pauseBetweenLooks) }
        defer { lock?.release() }
        if let successor = await owner(of: await record(of: application)) { return .leftToSuccessor(successor) }
        log.warning(
            "The lease of an agent that is gone has ended; its fence is closed",
            metadata: ["application": "\(application)"]
        )
        await fence.close()
        return .closed
    }

    /// What is on record now; none if it cannot be read.
    private func record(of application: ApplicationID) async -> LeaseRecord? {
        let path = directories.leaseFile(application)
        return await OwnThread.run { try? LeaseRecord.read(path) }
    }

    /// The agent that wrote the record, if it lives.
    private func owner(of record: LeaseRecord?) async -> ProcessNumber? {
        guard let record else { return nil }
        let path = directories.processLock(record.process)
        return await OwnThread.run { ProcessLock.isHeldByAnother(path) } ? record.process : nil
    }

    private static let pauseBetweenLooks = Duration.milliseconds(50)
}

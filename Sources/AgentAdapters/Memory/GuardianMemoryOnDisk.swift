import Domain
import Ports
import Synchronization

/// The memory of a guardian in files: what outlives a reboot in the state directory, live leases in the runtime directory.
///
/// It also sees to it that only one agent at a time uses the directories. An application's first ``bequeath(_:of:)`` is the
/// moment at which this process takes its fence over from the process that would close it at its deadline
/// (``OrphanedFences``): before it, nothing may be opened.
package final class GuardianMemoryOnDisk: GuardianMemory {
    private let directories: AgentDirectories
    private let highest: HighestSeenFile
    private let leases = Mutex<[ApplicationID: LeaseFile]>([:])

    package init(_ directories: AgentDirectories) {
        self.directories = directories
        highest = HighestSeenFile(directories)
    }

    /// Reads what was remembered and takes the next process number. To be called once, before all else.
    ///
    /// - Returns: what was remembered.
    /// - Throws: ``PortError/Code/damaged`` when the highest epochs of this host cannot be known, and the file must be mended
    ///   by hand; ``PortError/Code/unavailable`` when a file cannot be read or written or another agent uses the directories.
    package func recall() async throws(PortError) -> GuardianRecollection {
        try await onOwnThread { [highest] () throws(PortError) in try highest.open() }
    }

    package func remember(_ seen: HighestSeen) async throws(PortError) {
        try await onOwnThread { [highest] () throws(PortError) in try highest.raise(to: seen) }
    }

    /// - Throws: ``PortError/Code/unavailable`` when it could not be written, or when what a predecessor left open is still
    ///   being closed after ten seconds.
    package func bequeath(_ lease: InheritedLease?, of application: ApplicationID) async throws(PortError) {
        guard application.isWellFormed else {
            throw PortError(.rejected, "an application called \(application) cannot name a file")
        }
        guard let process = highest.process else { throw .notRecalled }
        let file = leases.withLock { leases in
            let file = leases[application] ?? LeaseFile(application, in: directories)
            leases[application] = file
            return file
        }
        let call = file.nextCall()
        try await onOwnThread { () throws(PortError) in try file.write(lease, of: process, call: call) }
    }

    /// Disks block.
    private func onOwnThread<Value: Sendable>(
        _ work: @escaping @Sendable () throws(PortError) -> Value
    ) async throws(PortError) -> Value {
        let result: Result<Value, PortError> = await OwnThread.run {
            do throws(PortError) {
                return .success(try work())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

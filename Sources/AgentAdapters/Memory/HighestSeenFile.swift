import Domain
import Glibc
import Ports
import Synchronization
import SystemClock

/// What a guardian remembers across reboots, and the locks that say that its agent lives.
final class HighestSeenFile: Sendable {
    private struct Contents: Codable {
        var process: ProcessNumber
        var seen: [HighestSeen]

        mutating func raise(to other: HighestSeen) {
            guard let index = seen.firstIndex(where: { $0.application == other.application }) else {
                seen.append(other)
                seen.sort { $0.application < $1.application }
                return
            }
            seen[index].epoch = max(seen[index].epoch, other.epoch)
            seen[index].term = max(seen[index].term, other.term)
        }
    }

    private struct State {
        var contents = Contents(process: 0, seen: [])
        /// Held for as long as the process lives; none before ``HighestSeenFile/open()``.
        var locks: (agent: FileLock, process: ProcessLock)?
    }

    private let directories: AgentDirectories
    private let state = Mutex(State())

    init(_ directories: AgentDirectories) { self.directories = directories }

    /// The number of this process; `nil` before ``open()``.
    var process: ProcessNumber? { state.withLock { $0.locks == nil ? nil : $0.contents.process } }

    /// Locks the directories, reads the file and takes the next process number.
    func open() throws(PortError) -> GuardianRecollection {
        try DurableFile.createDirectory(directories.state)
        try DurableFile.createDirectory(directories.runtime)
        let agentLock = try lock(directories.agentLock)
        let records = LeaseRecord.readAll(in: directories.runtime)
        let predecessors = records.map(\.process)
        var contents = try read()
        // Never lower than remembered anywhere, nor used before: the state directory may be lost, or restored from a backup.
        contents.process = max(contents.process, predecessors.max() ?? 0).next
        contents.process = max(contents.process, .first(at: SystemTime().wall))
        try SealedFile.write(contents, to: directories.seenFile)
        for process in predecessors { unlink(directories.processLock(process)) }
        let processLock = try lockProcess(directories.processLock(contents.process))
        state.withLock {
            $0.contents = contents
            $0.locks = (agentLock, processLock)
        }
        return GuardianRecollection(
            process: contents.process,
            seen: contents.seen,
            inherited: records.compactMap(\.lease)
        )
    }

    /// The highest epoch that an agent of this host has seen of an application, for whoever works on its behalf.
    static func epoch(of application: ApplicationID, in directories: AgentDirectories) throws(PortError) -> Epoch {
        let contents = try SealedFile.read(Contents.self, from: directories.seenFile)
        return contents?.seen.first { $0.application == application }?.epoch ?? 0
    }

    /// Stores it where it is higher than what is there.
    func raise(to seen: HighestSeen) throws(PortError) {
        let result: Result<Void, PortError> = state.withLock { state in
            guard state.locks != nil else { return .failure(.notRecalled) }
            var raised = state.contents
            raised.raise(to: seen)
            guard raised.seen != state.contents.seen else { return .success(()) }
            do throws(PortError) {
                try SealedFile.write(raised, to: directories.seenFile)
            } catch {
                return .failure(error)
            }
            state.contents = raised
            return .success(())
        }
        try result.get()
    }

    private func read() throws(PortError) -> Contents {
        do throws(PortError) {
            return try SealedFile.read(Contents.self, from: directories.seenFile) ?? Contents(process: 0, seen: [])
        } catch  where error.code == .damaged {
            throw PortError(
                .damaged,
                "\(error.message): this host no longer knows its highest epochs; restore the file from a backup, or remove it"
                    + " once its applications are active elsewhere"
            )
        }
    }

    private func lock(_ path: String) throws(PortError) -> FileLock {
        guard let lock = try FileLock.take(path, .exclusive, within: Self.longestGoodbye) else {
            throw PortError(.unavailable, "another agent uses \(directories.runtime): stop it first")
        }
        return lock
    }

    private func lockProcess(_ path: String) throws(PortError) -> ProcessLock {
        guard let lock = try ProcessLock.take(path) else {
            throw PortError(.unavailable, "\(path) is held by another process: an agent's number is taken twice")
        }
        return lock
    }

    /// A killed predecessor may need a moment to vanish.
    private static let longestGoodbye = Duration.seconds(1)
}

extension PortError {
    static let notRecalled = PortError(.rejected, "nothing may be remembered before it is recalled")
}

import Domain
import Ports
import Synchronization
import SystemClock

/// The file through which one application's lease is left to a successor.
///
/// Whoever closes what a dead agent left (``OrphanedFences``) and the successor that goes on with it exclude each other by a
/// lock: the successor's first record is the moment from which the fence is its own.
final class LeaseFile: Sendable {
    private struct State {
        var hasTakenOver = false
        var lastCall: UInt64 = 0
    }

    private let path: String
    private let takeoverLock: String
    private let application: ApplicationID
    private let state = Mutex(State())
    /// Numbers the calls, since each is carried out on a thread of its own: an older record must not replace a newer one.
    private let calls = Atomic<UInt64>(0)

    init(_ application: ApplicationID, in directories: AgentDirectories) {
        self.application = application
        path = directories.leaseFile(application)
        takeoverLock = directories.takeoverLock(application)
    }

    func nextCall() -> UInt64 { calls.add(1, ordering: .relaxed).newValue }

    func write(_ lease: InheritedLease?, of process: ProcessNumber, call: UInt64) throws(PortError) {
        let result: Result<Void, PortError> = state.withLock { state in
            do throws(PortError) {
                return .success(try write(lease, of: process, call: call, &state))
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    private func write(
        _ lease: InheritedLease?,
        of process: ProcessNumber,
        call: UInt64,
        _ state: inout State
    ) throws(PortError) {
        guard call > state.lastCall else { return }
        var takeover: FileLock?
        if !state.hasTakenOver {
            takeover = try FileLock.take(takeoverLock, .exclusive, within: Self.longestTakeover)
            guard takeover != nil else {
                throw PortError(
                    .unavailable,
                    "what the agent before this one left of \(application) is still being closed"
                )
            }
        }
        defer { takeover?.release() }
        let boot = try BootID.current().description
        try SealedFile.write(LeaseRecord(boot: boot, process: process, lease: lease), to: path)
        state.lastCall = call
        state.hasTakenOver = true
    }

    private static let longestTakeover = Duration.seconds(10)
}

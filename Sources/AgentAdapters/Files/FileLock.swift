import Glibc
import Ports
import SystemClock

/// A lock on a file that the kernel drops when its owner dies (flock(2)).
package final class FileLock: Sendable {
    package enum Kind: Sendable {
        /// Many may hold it at the same time.
        case shared
        case exclusive
    }

    private let file: Int32

    private init(file: Int32) { self.file = file }
    deinit { close(file) }

    /// Takes the lock; `nil` if another holds it.
    ///
    /// - Throws: ``PortError/Code/unavailable`` when the file cannot be opened or locked.
    package static func take(_ path: String, _ kind: Kind) throws(PortError) -> FileLock? {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw PortError(.unavailable, "\(path) cannot be opened: \(errorText(errno))") }
        let lock = FileLock(file: file)
        let operation =
            switch kind {
            case .shared: LOCK_SH
            case .exclusive: LOCK_EX
            }
        guard flock(file, operation | LOCK_NB) != 0 else { return lock }
        guard errno == EWOULDBLOCK else {
            throw PortError(.unavailable, "\(path) cannot be locked: \(errorText(errno))")
        }
        return nil
    }

    /// Takes the lock, waiting for as long as that; `nil` if another still holds it then. It blocks.
    ///
    /// - Throws: ``PortError/Code/unavailable`` when the file cannot be opened or locked.
    package static func take(_ path: String, _ kind: Kind, within limit: Duration) throws(PortError) -> FileLock? {
        let clock = SystemTime()
        let deadline = clock.instant.advanced(by: limit)
        repeat {
            if let lock = try take(path, kind) { return lock }
            usleep(pollMicroseconds)
        } while clock.instant < deadline
        return nil
    }

    private static let pollMicroseconds: UInt32 = 5000

    /// Gives the lock back; the last owner that goes does so too.
    package func release() { flock(file, LOCK_UN) }
}

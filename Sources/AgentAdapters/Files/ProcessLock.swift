import Glibc
import Ports

/// A lock that lives exactly as long as the process that took it: a record lock of POSIX (fcntl(2), `F_SETLK`).
///
/// One of flock(2) would live on in a child that was just forked and has not run its program yet, and a dead agent would pass
/// for a living one. Within one process it excludes nobody.
package final class ProcessLock: Sendable {
    private let file: Int32

    private init(file: Int32) { self.file = file }
    deinit { close(file) }

    /// Takes the lock for this process; `nil` if another process holds it.
    ///
    /// - Throws: ``PortError/Code/unavailable`` when the file cannot be opened or locked.
    package static func take(_ path: String) throws(PortError) -> ProcessLock? {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw PortError(.unavailable, "\(path) cannot be opened: \(errorText(errno))") }
        let lock = ProcessLock(file: file)
        var region = wholeFile
        guard fcntl(file, F_SETLK, &region) != 0 else { return lock }
        guard errno == EACCES || errno == EAGAIN else {
            throw PortError(.unavailable, "\(path) cannot be locked: \(errorText(errno))")
        }
        return nil
    }

    /// Whether another process that lives holds the lock; false for a file that is not there.
    package static func isHeldByAnother(_ path: String) -> Bool {
        let file = open(path, O_RDWR | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var region = wholeFile
        return fcntl(file, F_GETLK, &region) == 0 && region.l_type != Int16(F_UNLCK)
    }

    private static var wholeFile: flock {
        flock(l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
    }
}

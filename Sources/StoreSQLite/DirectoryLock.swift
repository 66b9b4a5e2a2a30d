import Foundation
import Ports

/// An exclusive hold on a data directory, for as long as it is referenced (DESIGN 3.1, rule 6).
///
/// The kernel lets go of it when the process ends, however it ends.
final class DirectoryLock: Sendable {
    private let file: CInt

    /// Takes the lock, or fails at once if another has it.
    init(_ directory: StoreDirectory) throws(PortError) {
        let opened = open(directory.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw StoreDirectory.systemError("cannot open the lock file \(directory.lock)") }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let error = Self.refusal(of: directory, holder: Self.holder(opened))
            close(opened)
            throw error
        }
        file = opened
        // Only for the message of whoever comes second; a full disk must not keep a controller from starting.
        let holder = Array("\(getpid())\n".utf8)
        if ftruncate(opened, 0) == 0 { _ = pwrite(opened, holder, holder.count, 0) }
    }

    deinit {
        // Said aloud: a child of this process that was just forked has the descriptor until it runs its own program.
        flock(file, LOCK_UN)
        close(file)
    }

    private static func refusal(of directory: StoreDirectory, holder: String?) -> PortError {
        guard errno == EWOULDBLOCK else { return StoreDirectory.systemError("cannot lock \(directory.lock)") }
        let holder = holder.map { "the process \($0)" } ?? "another process"
        return PortError(.unavailable, "the data directory \(directory) is in use by \(holder): stop that one first")
    }

    /// The process that has written its number into the file.
    private static func holder(_ file: CInt) -> String? {
        let saved = errno
        defer { errno = saved }
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = pread(file, &bytes, bytes.count, 0)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        return Int32(text.filter { $0 != "\n" }).map { String($0) }
    }
}

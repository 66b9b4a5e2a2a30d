import CLinux
import Glibc

/// A flag that wakes a thread waiting in poll(2).
final class StopSignal: Sendable {
    /// Readable once the flag is raised; -1 if the kernel has no descriptor left, and then the flag cannot be raised.
    let descriptor: Int32

    init() { descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)) }
    deinit { close(descriptor) }

    var isRaised: Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, 0) > 0
    }

    func raise() {
        var one: UInt64 = 1
        _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
    }
}

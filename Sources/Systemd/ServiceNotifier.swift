import Glibc
import Synchronization

/// Tells systemd how the process is (sd_notify(3)); does nothing where systemd does not listen.
package struct ServiceNotifier: Sendable {
    /// How often, at the least, ``watchdog()`` must be called; `nil` where nobody waits for it. Half of it is a good interval
    /// (sd_watchdog_enabled(3)).
    package let watchdogInterval: Duration?
    private let socketPath: String?

    /// - Parameter environment: a look-up of environment variables; by default those of the process.
    package init(environment: (String) -> String? = { getenv($0).map { String(cString: $0) } }) {
        // A relative path or another kind of address is none that sd_notify knows.
        let path = environment("NOTIFY_SOCKET").flatMap { $0.hasPrefix("/") || $0.hasPrefix("@") ? $0 : nil }
        socketPath = path
        let isForUs = environment("WATCHDOG_PID").map { $0 == String(getpid()) } ?? true
        let interval = environment("WATCHDOG_USEC").flatMap { Int64($0) }.flatMap { $0 > 0 ? $0 : nil }
        watchdogInterval = isForUs && path != nil ? interval.map { .microseconds($0) } : nil
    }

    /// The process serves.
    package func ready() { send("READY=1") }

    /// The process is alive. To be called only by what would stop if the process hung.
    package func watchdog() { send("WATCHDOG=1") }

    /// The start may take this much longer, from now on.
    package func extendStart(by duration: Duration) {
        let (seconds, attoseconds) = duration.components
        send("EXTEND_TIMEOUT_USEC=\(seconds * 1_000_000 + attoseconds / 1_000_000_000_000)")
    }

    /// The process is on its way out.
    package func stopping() { send("STOPPING=1") }

    /// One line for `systemctl status`.
    package func status(_ text: String) {
        send("STATUS=\(text.split(whereSeparator: \.isNewline).joined(separator: " "))")
    }

    /// Sends one datagram and never waits: a full socket loses it, and the next one makes up for it.
    private func send(_ message: String) {
        guard let socketPath, var address = sockaddr_un(notifySocket: socketPath) else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // The length tells where an abstract name ends.
        let length = MemoryLayout<sa_family_t>.size + socketPath.utf8.count
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(
                    descriptor,
                    message,
                    message.utf8.count,
                    Int32(MSG_NOSIGNAL | MSG_DONTWAIT),
                    $0,
                    socklen_t(length)
                )
            }
        }
    }
}

extension sockaddr_un {
    /// `nil` for a path that is too long. An `@` at the beginning stands for a zero byte: an abstract name (unix(7)).
    fileprivate init?(notifySocket path: String) {
        self.init()
        sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: sun_path) else { return nil }
        if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 }
        withUnsafeMutableBytes(of: &sun_path) { $0.copyBytes(from: bytes) }
    }
}

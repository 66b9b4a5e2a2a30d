import Domain
import Ports
import Synchronization
import SystemClock

/// Tells systemd of a controller: that its loop goes round, that its start takes its time, and when it is ready.
package final class SystemdServiceManager: ServiceManager {
    private let notifier: ServiceNotifier
    private let clock = SystemTime()
    private let lastLoop = Mutex<Instant?>(nil)
    private let lastStart = Mutex<Instant?>(nil)

    package init(_ notifier: ServiceNotifier = ServiceNotifier()) { self.notifier = notifier }

    package func loopRan() {
        // A tenth of the interval leaves room for some that are lost.
        guard let interval = notifier.watchdogInterval, isDue(lastLoop, after: interval / 10) else { return }
        notifier.watchdog()
    }

    /// A store that has no quorum for an hour is no reason to be killed.
    package func starting() {
        if isDue(lastStart, after: Self.moreTime / 6) { notifier.extendStart(by: Self.moreTime) }
    }

    package func ready() { notifier.ready() }

    /// The process is on its way out.
    package func stopping() { notifier.stopping() }

    private func isDue(_ last: borrowing Mutex<Instant?>, after pause: Duration) -> Bool {
        let now = clock.instant
        return last.withLock { last in
            guard last.map({ now - $0 >= pause }) ?? true else { return false }
            last = now
            return true
        }
    }

    private static let moreTime = Duration.seconds(60)
}

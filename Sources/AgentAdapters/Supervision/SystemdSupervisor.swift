import Domain
import Ports
import Synchronization
import SystemClock
import Systemd

/// Feeds systemd's watchdog from the agent's loop, and says that the agent is ready when the loop runs.
package final class SystemdSupervisor: Supervisor {
    private let notifier: ServiceNotifier
    private let clock = SystemTime()
    /// When systemd heard last; `nil` before the first time.
    private let lastHeard = Mutex<Instant?>(nil)

    package init(_ notifier: ServiceNotifier = ServiceNotifier()) { self.notifier = notifier }

    package func loopRan() {
        let now = clock.instant
        // The loop may run hundreds of times a second; a tenth of the interval leaves room for some that are lost.
        let pause = (notifier.watchdogInterval ?? .seconds(1)) / 10
        let (isFirst, isDue) = lastHeard.withLock { last in
            let isFirst = last == nil
            let isDue = last.map { now - $0 >= pause } ?? true
            if isDue { last = now }
            return (isFirst, isDue)
        }
        if isFirst { notifier.ready() }
        if isDue, notifier.watchdogInterval != nil { notifier.watchdog() }
    }
}

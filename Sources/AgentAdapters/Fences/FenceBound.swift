import Domain

/// The longest time from the end of a lease to the instant writes are impossible, with its parts (DESIGN 3.1, rule 2).
package struct FenceBound: Hashable, Sendable, CustomStringConvertible {
    /// One part and what it is.
    package struct Part: Hashable, Sendable {
        package var name: String
        package var duration: Duration

        package init(_ name: String, _ duration: Duration) {
            self.name = name
            self.duration = duration
        }
    }

    package let parts: [Part]
    /// The `fence_timeout` that it must keep.
    package let limit: Duration
    /// A reason why the sum of the parts cannot be relied on.
    private let broken: String?

    /// The bound of a fence that closes by itself, whatever happens to the agent.
    package init(selfExpiring parts: [Part], limit: Duration) {
        self.parts = parts
        self.limit = limit
        broken = nil
    }

    /// The bound of a fence that commands close: `WatchdogSec` + kill + 2 × hook limit + hard stop. Two hooks, because one that
    /// opens or extends may be at work when the lease ends.
    package init(
        supervision: Result<Supervision, SupervisionDefect>,
        hookLimit: Duration,
        hardStop: Duration,
        limit: Duration
    ) {
        let hooks = [Part("2 x hook limit", hookLimit * 2), Part("hard stop", hardStop)]
        self.limit = limit
        switch supervision {
        case .success(let supervisor):
            parts = [Part("watchdog", supervisor.watchdog), Part("kill", supervisor.kill)] + hooks
            broken = nil
        case .failure(let defect):
            parts = hooks
            broken = defect.description
        }
    }

    package var total: Duration { parts.reduce(.zero) { $0 + $1.duration } }

    /// Why the fence cannot keep its limit, in words and figures; `nil` if it can.
    package var defect: String? {
        if let broken { return broken }
        guard total > limit else { return nil }
        return "the fence may take \(description), more than fence_timeout \(limit.text): raise it or shorten a part"
    }

    /// The sum in figures, for example `watchdog 3s + kill 500ms = 3s500ms`.
    package var description: String {
        parts.map { "\($0.name) \($0.duration.text)" }.joined(separator: " + ") + " = \(total.text)"
    }
}

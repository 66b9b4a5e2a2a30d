import Domain
import Ports

/// The answer to `/metrics`, in the text format of Prometheus
/// (https://prometheus.io/docs/instrumenting/exposition_formats/).
struct StatusMetrics {
    private let guardians: [GuardianStatus]
    private let age: Duration?
    private let now: Instant

    init(_ status: AgentStatus?, _ shownAt: Instant?, at now: Instant) {
        guardians = status?.guardians ?? []
        age = shownAt.map { now - $0 }
        self.now = now
    }

    var text: String {
        var text = ""
        add(to: &text, "holdfast_agent_active", "1 while the application is active here under a live lease.") {
            $0.isActive(at: now) ? 1 : 0
        }
        add(to: &text, "holdfast_agent_fenced", "1 while writes are impossible.") { $0.isFenced ? 1 : 0 }
        add(to: &text, "holdfast_agent_lease_remaining_seconds", "What is left of the write lease.") {
            ($0.leaseRemaining(at: now) ?? .zero) / .seconds(1)
        }
        add(to: &text, "holdfast_agent_lease_margin", "Live grants beyond a majority.") { Double($0.margin) }
        add(to: &text, "holdfast_agent_fence_found_open", "How often this process found its closed fence open.") {
            Double($0.timesFoundOpen)
        }
        add(to: &text, "holdfast_agent_epoch", "The highest epoch ever seen.") { Double($0.epoch.rawValue) }
        if let age {
            let name = "holdfast_agent_status_age_seconds"
            text +=
                "# HELP \(name) How long ago the agent's loop ran.\n# TYPE \(name) gauge\n\(name) \(age / .seconds(1))\n"
        }
        return text
    }

    private func add(
        to text: inout String,
        _ name: String,
        _ help: String,
        _ value: (GuardianStatus) -> Double
    ) {
        guard !guardians.isEmpty else { return }
        text += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
        for guardian in guardians {
            // Names are well formed, so the label needs no escapes.
            text += "\(name){application=\"\(guardian.application)\"} \(value(guardian))\n"
        }
    }
}

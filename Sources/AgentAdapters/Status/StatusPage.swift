import Domain
import Foundation
import Ports

/// What the agent's local HTTP port answers (DESIGN 3.1 and 4.4), as a pure look-up in the last status that was shown.
struct StatusPage {
    /// The answer to one request.
    struct Answer: Hashable {
        var status: Int
        var contentType = "text/plain; charset=utf-8"
        var body: String
    }

    let status: AgentStatus?
    /// When the status was shown; `nil` before the first time.
    let shownAt: Instant?

    func answer(to target: String, at now: Instant) -> Answer {
        let (path, query) = Self.split(target)
        switch path.first {
        case "active" where path.count <= 2: return active(path.dropFirst().first ?? query["application"], at: now)
        case "lease" where path.count == 1: return lease(at: now)
        case "healthz" where path.count == 1: return health(at: now)
        case "metrics" where path.count == 1: return metrics(at: now)
        case .some, .none:
            return Answer(status: 404, body: "there are /active, /active/APPLICATION, /lease, /healthz, /metrics\n")
        }
    }

    /// 200 only while the region is active and holds the lease. The clock is asked anew each time, so that an agent that
    /// hangs does not go on saying yes.
    private func active(_ name: String?, at now: Instant) -> Answer {
        let guardians = status?.guardians ?? []
        guard let guardian = name == nil ? guardians.first : guardians.first(where: { $0.application.rawValue == name })
        else { return Answer(status: 503, body: "nothing of that name is guarded here\n") }
        guard name != nil || guardians.count == 1 else {
            return Answer(status: 503, body: "several applications are guarded here: ask /active/APPLICATION\n")
        }
        return guardian.isActive(at: now)
            ? Answer(status: 200, body: "active\n") : Answer(status: 503, body: "not active\n")
    }

    private func lease(at now: Instant) -> Answer {
        guard let status else { return Answer(status: 503, body: "the agent is starting\n") }
        let details = LeaseDetails(status, at: now)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(details) else { return Answer(status: 500, body: "no JSON\n") }
        return Answer(status: 200, contentType: "application/json", body: String(decoding: json, as: UTF8.self) + "\n")
    }

    private func health(at now: Instant) -> Answer {
        guard let shownAt, now - shownAt < Self.oldestHealthy else {
            return Answer(status: 503, body: "the agent's loop does not run\n")
        }
        return Answer(status: 200, body: "ok\n")
    }

    private func metrics(at now: Instant) -> Answer {
        let type = "text/plain; version=0.0.4; charset=utf-8"
        return Answer(status: 200, contentType: type, body: StatusMetrics(status, shownAt, at: now).text)
    }

    private static func split(_ target: String) -> (path: [String], query: [String: String]) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = (parts.first ?? "").split(separator: "/").map(String.init)
        var query: [String: String] = [:]
        for field in parts.dropFirst().first?.split(separator: "&") ?? [] {
            let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            query[String(pair[0])] = pair.count == 2 ? String(pair[1]) : ""
        }
        return (path, query)
    }

    /// The agent's loop comes round four times a second.
    private static let oldestHealthy = Duration.seconds(5)
}

extension GuardianStatus {
    func isActive(at now: Instant) -> Bool { activeUntil.map { now < $0 } ?? false }

    /// `nil` without a lease that is alive.
    func leaseRemaining(at now: Instant) -> Duration? { leaseEnd.flatMap { now < $0 ? $0 - now : nil } }
}

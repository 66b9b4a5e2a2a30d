import Domain
import PostgreSQL
import WebProbe

// The checks `postgres` and `postgres.replication`.
extension LocalCheckRunner {
    /// Whether a server answers and takes writes, and how near its limits it is.
    func lookAtServer(_ check: AssignedCheck) async -> Observation {
        let writes = check.with["writes"] != .flag(false)
        let limit = check.timeout
        return await look(check) { place throws(PostgresFailure) in
            try ServerState(of: place, writes: writes, within: limit)
        } judge: { state, took in
            self.judge(state, by: check, took)
        }
    }

    /// How far a standby is behind, and whether a primary's standbys follow it.
    func lookAtReplication(_ check: AssignedCheck) async -> Observation {
        let limit = check.timeout
        return await look(check) { place throws(PostgresFailure) in
            try ReplicationState(of: place, within: limit)
        } judge: { state, took in
            switch state {
            case .primary(let primary): primary.observation(took)
            case .standby(let standby): self.judge(standby, by: check, took)
            }
        }
    }

    private func look<State: Sendable>(
        _ check: AssignedCheck,
        _ work: @escaping @Sendable (String) throws(PostgresFailure) -> State,
        judge: (State, Duration) -> Observation
    ) async -> Observation {
        guard let name = check.with["database"]?.scalarText else { return .notRun("the check names no database") }
        let start = ContinuousClock.now
        let seen = await databases.look(at: DatabaseName(name), work)
        let took = ContinuousClock.now - start
        switch seen {
        case .success(let state): return judge(state, took)
        case .failure(.unknown(let reason)): return .notRun(reason)
        case .failure(.failed(let failure)):
            return Observation(outcome: failure.isOurs ? .notRun : .failed, summary: failure.message, took: took)
        }
    }

    private func judge(_ state: ServerState, by check: AssignedCheck, _ took: Duration) -> Observation {
        let complaints = state.complaints(by: check)
        let (outcome, summary): (Observation.Outcome, String) =
            if !complaints.isEmpty {
                (.failed, complaints.joined(separator: "; "))
            } else if let unknown = state.unknown(to: check) {
                (.notRun, unknown)
            } else {
                (.passed, state.summary)
            }
        return Observation(outcome: outcome, summary: summary, took: took, figures: state.figures)
    }

    private func judge(_ standby: ReplicationState.Standby, by check: AssignedCheck, _ took: Duration) -> Observation {
        let name = DatabaseName(check.with["database"]?.scalarText ?? "")
        let (lag, timeline) = databases.lag(of: standby, of: name, lookTook: took)
        let position = standby.figures(timeline)
        guard let lag else {
            let summary = "the standby does not know how far it is behind"
            return Observation(outcome: .notRun, summary: summary, took: took, figures: position)
        }
        let isTooOld = check.duration("fail_above").map { lag.behind > $0 } ?? false
        let isOld = check.duration("warn_above").map { lag.behind > $0 } ?? false
        let warning = isOld || standby.receiver == nil ? "warning: " : ""
        return Observation(
            outcome: isTooOld ? .failed : .passed,
            summary: (isTooOld ? "" : warning) + standby.summary(lag),
            took: took,
            figures: position.merging(lag.figures) { position, _ in position }
        )
    }
}

extension AssignedCheck {
    fileprivate func duration(_ name: String) -> Duration? { with[name]?.scalarText.flatMap { Duration(text: $0) } }
}

extension ServerState {
    fileprivate var summary: String {
        let role = isStandby ? "standby" : writing == nil ? "primary" : "primary, takes writes"
        return connections.map { "\(role), \($0) of \(mostConnections) connections" } ?? role
    }

    fileprivate func complaints(by check: AssignedCheck) -> [String] {
        var complaints: [String] = []
        if isReadOnly { complaints.append("it takes no writes: it is read-only") }
        if let waitingCommits, let longestWait, longestWait > check.duration("latency_above") ?? check.timeout {
            complaints.append(
                "\(waitingCommits) commits wait for a synchronous standby, the first for \(longestWait.text)"
            )
        }
        if let limit = check.duration("latency_above"), (writing ?? connecting) > limit {
            complaints.append(writing.map { "a write took \($0.text)" } ?? "a connection took \(connecting.text)")
        }
        if let limit = check.with["connections_above"]?.scalarText.flatMap({ Int($0) }), let connections,
            connections * 100 > limit * mostConnections
        {
            complaints.append("\(connections) of \(mostConnections) connections are taken")
        }
        if let limit = check.duration("transaction_above"), let oldest = oldestTransaction, oldest > limit {
            complaints.append("a transaction is open for \(oldest.text)")
        }
        return complaints
    }

    /// Why a limit of the check cannot be looked at.
    fileprivate func unknown(to check: AssignedCheck) -> String? {
        let needsRights = check.with["connections_above"] != nil || check.with["transaction_above"] != nil
        guard needsRights, connections == nil else { return nil }
        return "the agent's role does not see other connections: GRANT pg_monitor TO it"
    }

    fileprivate var figures: [String: Double] {
        var figures = ["connect_ms": connecting.inMilliseconds, "writable": writing == nil ? 0 : 1]
        figures["write_ms"] = writing?.inMilliseconds
        figures["connections"] = connections.map { Double($0) }
        figures["connections_limit"] = Double(mostConnections)
        figures["waiting_commits"] = waitingCommits.map { Double($0) }
        figures["oldest_transaction_seconds"] = oldestTransaction.map { $0.inMilliseconds / 1000 }
        return figures
    }
}

extension ReplicationState.Primary {
    fileprivate func observation(_ took: Duration) -> Observation {
        let lost = slots.filter(\.isLost).map { "slot \($0.name) has lost its log: its standby needs a new copy" }
        let idle = slots.filter { !$0.isActive && !$0.isLost }.map {
            "slot \($0.name) is idle and keeps \($0.retainedBytes) bytes"
        }
        let place = timeline.map { " on timeline \($0)" } ?? ""
        let summary = ["primary\(place) at \(end), \(standbys) standbys stream"] + lost + idle
        return Observation(
            outcome: .passed,
            summary: (lost + idle).isEmpty ? summary[0] : "warning: " + summary.joined(separator: "; "),
            took: took,
            figures: figures(idleSlots: lost.count + idle.count)
        )
    }

    private func figures(idleSlots: Int) -> [String: Double] {
        var figures = ["standbys": Double(standbys), "idle_slots": Double(idleSlots)]
        figures["retained_bytes"] = Double(slots.map(\.retainedBytes).max() ?? 0)
        figures[ReplicationFigure.end.rawValue] = Double(end.bytes)
        figures[ReplicationFigure.timeline.rawValue] = timeline.map { Double($0) }
        return figures
    }
}

extension ReplicationState.Standby {
    /// Where it stands in the log of its source, so that others can tell what it lacks.
    fileprivate func figures(_ timeline: Int?) -> [String: Double] {
        var figures: [String: Double] = [:]
        figures[ReplicationFigure.received.rawValue] = received.map { Double($0.bytes) }
        figures[ReplicationFigure.timeline.rawValue] = timeline.map { Double($0) }
        return figures
    }

    fileprivate func summary(_ lag: ReplicationLag) -> String {
        let gap = lag.gapBytes.map { $0 == 0 ? "" : ", at least \($0) bytes" } ?? ""
        let behind = "at most \(lag.behind.text) behind\(gap)"
        guard let receiver else { return "standby that receives nothing, \(behind)" }
        let timeline = receiver.timeline.map { " on timeline \($0)" } ?? ""
        return "standby, \(receiver.status) from \(receiver.source)\(timeline), \(behind)"
    }
}

extension ReplicationLag {
    fileprivate var figures: [String: Double] {
        var figures = [ReplicationFigure.lag.rawValue: behind.inMilliseconds / 1000]
        figures[ReplicationFigure.gap.rawValue] = gapBytes.map { Double($0) }
        return figures
    }
}

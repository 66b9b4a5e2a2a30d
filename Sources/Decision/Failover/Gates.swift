import Domain

/// All that the gates of DESIGN 3.2 look at, for one move of one application to one target.
package struct GateInputs: Sendable {
    /// Why nothing is moved since a restore; `nil` when a person has said where the application is active.
    package var hold: String?
    package var freeze: Freeze?
    /// What is wrong with the applied plan; `nil` when it is valid.
    package var planDefect: String?
    package var mode: Scenario.Mode
    package var isApproved: Bool
    package var attempts: AutomaticAttempts
    package var detection: Detection
    /// What another execution of the application, which is open, keeps the move from; `nil` where none does.
    package var obstruction: String?
    package var simultaneousFailovers: Int
    /// Applications that go before this one, and are about to be moved too.
    package var placesKept: [ApplicationID]
    package var mostSimultaneousFailovers: Int
    package var source: RegionID
    package var sourceVerdict: Verdict?
    package var target: TargetState
    package var loss: LossEstimate?
    /// The checks that the plan says measure how far a standby is behind.
    package var gauges: [CheckID]
    package var recoveryPoint: Duration?
    package var cause: FailoverCause
    package var now: Timestamp
}

/// How ready a target is.
package struct TargetState: Hashable, Sendable {
    package var region: RegionID
    package var verdict: Verdict?
    /// How the vantage regions other than the source see it; empty when none is left.
    package var votes: [VantageVote]
    /// Checks of the target that are down, critical or not.
    package var failingChecks: [CheckID]
    /// Databases that the runbook is to promote, and that are nobody's standbys.
    package var databasesWithoutSource: [String]
    /// It has an agent that can hold the lease, where the plan fences by leases.
    package var hasGuardian: Bool
}

/// The gates before a failover, in the order in which they are listed to people.
package enum Gates {
    /// Everything that speaks against the move now; empty when it may go on.
    package static func denials(_ inputs: GateInputs) -> [Denial] {
        Denial.Gate.allCases.compactMap { gate in
            reason(gate, inputs).map { Denial(gate, $0) }
        }
    }

    private static func reason(_ gate: Denial.Gate, _ inputs: GateInputs) -> String? {
        switch gate {
        case .restored: inputs.hold
        case .freeze: isPlanted(.freezeIsIgnored) ? nil : inputs.freeze.map { "frozen by \($0.by): \($0.reason)" }
        case .plan: inputs.planDefect
        case .mode: inputs.modeDenial
        case .coolDown: inputs.coolDownDenial
        case .otherExecution: isPlanted(.otherExecutionsAreIgnored) ? nil : inputs.obstruction
        case .simultaneousFailovers: inputs.capDenial
        case .targetHealth: inputs.targetHealthDenial
        case .targetHealthier: inputs.targetHealthierDenial
        case .dataLoss: inputs.lossDenial
        case .readiness: inputs.readinessDenial
        }
    }
}

extension GateInputs {
    private func overrides(_ gate: GateOverride) -> Bool {
        guard let order = cause.order else { return false }
        return order.overrides.contains(gate) || isPlanted(.ordersPassEveryGate)
    }

    /// A person's order needs no mode and no cool-down.
    fileprivate var modeDenial: String? {
        guard cause.order == nil, mode == .approval, !isApproved, !isPlanted(.approvalIsIgnored) else { return nil }
        return "the plan asks for approval"
    }

    fileprivate var coolDownDenial: String? {
        guard cause.order == nil, !isPlanted(.coolDownIsIgnored), let last = attempts.last,
            let next = attempts.nextMayBegin(detection), now < next
        else { return nil }
        let inVain = attempts.givenUp > 0 ? ", \(attempts.givenUp) in a row came to nothing" : ""
        return "the last automatic attempt was at \(last)\(inVain); the next may start at \(next)"
    }

    fileprivate var capDenial: String? {
        guard cause.order == nil, simultaneousFailovers + placesKept.count >= mostSimultaneousFailovers,
            !isPlanted(.anyNumberMovesAtOnce)
        else { return nil }
        let kept = placesKept.map(\.rawValue).joined(separator: ", ")
        let places = kept.isEmpty ? "" : ", places are kept for \(kept)"
        let most = mostSimultaneousFailovers
        return "\(simultaneousFailovers) applications are being moved\(places), and \(most) may be at once"
    }

    fileprivate var targetHealthDenial: String? {
        guard !overrides(.targetHealth), !isPlanted(.targetHealthIsIgnored) else { return nil }
        if target.verdict != .healthy {
            return "\(target.region) is \(target.verdict?.rawValue ?? "not judged yet")"
        }
        if target.votes.contains(.down) { return "\(target.region) is seen down from another region" }
        if !target.votes.isEmpty, !target.votes.contains(.up) {
            return "no other region sees \(target.region) up"
        }
        return target.hasGuardian ? nil : "\(target.region) has no agent that can hold the write lease"
    }

    /// A planned move is made between two healthy regions.
    fileprivate var targetHealthierDenial: String? {
        switch cause {
        case .scenario:
            guard sourceVerdict == .healthy, !isPlanted(.sourceHealthIsIgnored) else { return nil }
            return "\(source) is healthy, so \(target.region) is not healthier"
        case .failover, .switchover, .failback, .declaration: return nil
        }
    }

    fileprivate var lossDenial: String? {
        guard let objective = recoveryPoint else { return nil }
        guard let loss else { return unknownLossDenial }
        let accepted = max(objective, cause.order?.acceptedLoss ?? .zero)
        guard loss.loss > accepted, !isPlanted(.lossIsIgnored) else { return nil }
        return "would lose \(loss.summary); the objective is \(objective.text) (accept it with --accept-loss)"
    }

    /// Without a gauge nothing is ever known, of which lint warns; what a gauge does not say is not taken for nothing.
    private var unknownLossDenial: String? {
        guard !gauges.isEmpty, !overrides(.unknownLoss), !isPlanted(.unknownLossIsNone) else { return nil }
        let names = gauges.map(\.rawValue).joined(separator: ", ")
        return
            "nobody knows what would be lost: check \(names) has not said how far \(target.region) is behind "
            + "(accept it with --override \(GateOverride.unknownLoss.rawValue))"
    }

    fileprivate var readinessDenial: String? {
        guard !overrides(.readiness), !isPlanted(.readinessIsIgnored) else { return nil }
        let failing = target.failingChecks.map(\.rawValue).joined(separator: ", ")
        guard failing.isEmpty else { return "checks of \(target.region) are down: \(failing)" }
        let alone = target.databasesWithoutSource.joined(separator: ", ")
        guard !alone.isEmpty else { return nil }
        return """
            database \(alone) of \(target.region) follows nobody and lacks what \(source) wrote; there, on its host: \
            holdfast-agent database rejoin
            """
    }
}

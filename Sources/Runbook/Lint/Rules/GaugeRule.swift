import Domain

extension FindingCode {
    package static let lossNotMeasured: FindingCode = "loss-not-measured"
    package static let cannotMeasure: FindingCode = "cannot-measure"
}

/// An objective for the loss of data is kept only where something measures how far a standby is behind.
struct GaugeRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        let gauges = context.plan.gauges(of: .replicationLag)
        return gauges.flatMap(defects) + (gauges.isEmpty ? unkept(context.plan.objectives) : [])
    }

    private func unkept(_ objectives: Objectives) -> [Finding] {
        guard objectives.rpo != nil else { return [] }
        let message = """
            no check is said to measure how far a standby is behind, so a failover may go on where nobody knows what it \
            would lose; add a check postgres.replication, write measures: \(Self.lag) at another that does, or no rpo where \
            there is no data
            """
        return [Finding(.warning, .lossNotMeasured, at: PlanPath.root["objectives"]["rpo"], message)]
    }

    private func defects(_ check: CheckDefinition) -> [Finding] {
        let path = LintContext.checks[check.id]
        var findings: [Finding] = []
        if check.uses != CheckKind.hook.rawValue, CheckKind(rawValue: check.uses)?.measure != .replicationLag {
            let message = """
                \(check.uses) does not measure that; use postgres.replication, or a hook that prints \
                | \(ReplicationFigure.lag.rawValue)=NUMBER
                """
            findings.append(Finding(.error, .cannotMeasure, at: path["measures"], message))
        }
        if !check.from.contains(.local) {
            let message = "it is not run in the standby itself, which alone knows what it has; write from: [local]"
            findings.append(Finding(.error, .cannotMeasure, at: path["from"], message))
        }
        return findings
    }

    private static let lag = CheckDefinition.Measure.replicationLag.rawValue
}

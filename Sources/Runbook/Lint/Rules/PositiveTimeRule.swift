import Domain

extension FindingCode {
    package static let notPositive: FindingCode = "not-positive"
}

/// No time of a plan can be nothing or less.
struct PositiveTimeRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        (detection(context.plan.detection) + objectives(context.plan.objectives) + checks(context) + steps(context))
            .filter { $0.time <= .zero }
            .map { Finding(.error, .notPositive, at: $0.path, "must be longer than nothing; write a time such as 5s") }
    }

    private typealias PlacedTime = (time: Duration, path: PlanPath)

    private func detection(_ detection: Detection) -> [PlacedTime] {
        let path = LintContext.detection
        return [
            (detection.reportEvery, path["report_every"]),
            (detection.silenceAfter, path["silence_after"]),
            (detection.confirm, path["confirm"]),
            (detection.recover, path["recover"]),
            (detection.lease.ttl, path["lease"]["ttl"]),
            (detection.lease.fenceTimeout, path["lease"]["fence_timeout"]),
            (detection.leaseHandOver ?? Detection.defaultHandOver, path["lease"]["handover"]),
            (detection.coolDown, path["cool_down"]),
            (detection.proposalDeadline, path["proposal_deadline"]),
        ]
    }

    private func objectives(_ objectives: Objectives) -> [PlacedTime] {
        let path = PlanPath.root["objectives"]
        let goals = [
            (objectives.rto, path["rto"]), (objectives.rpo, path["rpo"]),
            (objectives.maxTolerableDowntime, path["max_tolerable_downtime"]),
        ]
        return goals.compactMap { time, path in time.map { ($0, path) } }
    }

    private func checks(_ context: LintContext) -> [PlacedTime] {
        context.plan.checks.flatMap { check in
            let path = LintContext.checks[check.id]
            return [(check.every, path["every"]), (check.timeout, path["timeout"])]
        }
    }

    private func steps(_ context: LintContext) -> [PlacedTime] {
        context.runbooks.flatMap(\.steps).flatMap { step, path in
            [(step.timeout, path["timeout"]), (step.retry.backoff, path["retry"]["backoff"])]
        }
    }
}

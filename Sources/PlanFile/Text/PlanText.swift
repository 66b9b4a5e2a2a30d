import Domain

/// A normalised plan as YAML, for people to read and to compare line by line: defaults written out, always in one order.
///
/// Reading the text again gives the same plan.
package enum PlanText {
    package static func text(of plan: Plan) -> String {
        outline(of: plan).lines.map { $0 + "\n" }.joined()
    }

    private static func outline(of plan: Plan) -> Outline {
        .table([
            ("version", .raw("1")),
            ("application", .text(plan.application.rawValue)),
            ("priority", .raw(String(plan.priority))),
            ("objectives", outline(of: plan.objectives)),
            ("regions", .table(plan.regions.map { ($0.id.rawValue, outline(of: $0)) })),
            ("fencing", .text(plan.fencing.rawValue)),
            ("detection", outline(of: plan.detection)),
            ("checks", .table(plan.checks.map { ($0.id.rawValue, outline(of: $0)) })),
            ("dns", .table(plan.dns.map { ($0.id.rawValue, outline(of: $0)) })),
            ("scenarios", .table(plan.scenarios.map { ($0.id.rawValue, outline(of: $0)) })),
            ("communications", outline(of: plan.communications)),
        ])
    }

    private static func outline(of objectives: Objectives) -> Outline {
        let goals = [
            ("rto", objectives.rto), ("rpo", objectives.rpo),
            ("max_tolerable_downtime", objectives.maxTolerableDowntime),
        ]
        return .table(goals.compactMap { name, goal in goal.map { (name, .duration($0)) } })
    }

    private static func outline(of region: PlannedRegion) -> Outline {
        .table([
            ("role", .text(region.role.rawValue)),
            ("endpoints", .sorted(region.endpoints.mapValues { .text($0) })),
        ])
    }

    private static func outline(of detection: Detection) -> Outline {
        let handOver = detection.leaseHandOver.map { [("handover", Outline.duration($0))] } ?? []
        let lease: Outline = .table(
            [
                ("ttl", .duration(detection.lease.ttl)),
                ("fence_timeout", .duration(detection.lease.fenceTimeout)),
            ] + handOver
        )
        return .table([
            ("report_every", .duration(detection.reportEvery)),
            ("silence_after", .duration(detection.silenceAfter)),
            ("confirm", .duration(detection.confirm)),
            ("recover", .duration(detection.recover)),
            ("lease", lease),
            ("cool_down", .duration(detection.coolDown)),
            ("proposal_deadline", .duration(detection.proposalDeadline)),
        ])
    }

    private static func outline(of check: CheckDefinition) -> Outline {
        let measure = check.measures.map { [(key: "measures", value: Outline.text($0.rawValue))] } ?? []
        let table: [(key: String, value: Outline)] = [
            ("uses", .text(check.uses)),
            ("with", Outline(.table(check.with))),
            ("every", .duration(check.every)),
            ("timeout", .duration(check.timeout)),
            ("critical", .raw(String(check.isCritical))),
            ("from", .texts(check.from.map(\.rawValue))),
            ("down_after", .raw(String(check.downAfter))),
            ("up_after", .raw(String(check.upAfter))),
        ]
        return .table(table + measure)
    }

    private static func outline(of communications: Communications) -> Outline {
        let channels = communications.channels.map { channel in
            let uses: [(key: String, value: Outline)] = [
                ("uses", .text(channel.uses)), ("with", Outline(.table(channel.with))),
            ]
            return (key: channel.id.rawValue, value: Outline.table(uses))
        }
        return .table([("channels", .table(channels))])
    }
}

/// What is remembered of a plan.
package enum PlanEvent: Hashable, Codable, Sendable {
    case applied(version: PlanVersion, plan: Plan, source: String, by: OperatorName, reason: String)
}

extension PlanEvent {
    var application: ApplicationID {
        switch self {
        case .applied(_, let plan, _, _, _): plan.application
        }
    }

    var author: OperatorName {
        switch self {
        case .applied(_, _, _, let by, _): by
        }
    }

    var summary: String {
        switch self {
        case .applied(let version, let plan, _, let by, let reason):
            "plan of \(plan.application) version \(version) applied by \(by): \(reason)"
        }
    }
}

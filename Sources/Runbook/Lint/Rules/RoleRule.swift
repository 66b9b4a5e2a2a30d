import Domain

extension FindingCode {
    package static let activeRegion: FindingCode = "active-region"
    package static let noStandby: FindingCode = "no-standby"
}

/// One region serves and at least one can take over.
struct RoleRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        let regions = context.plan.regions
        let path = PlanPath.root["regions"]
        var findings: [Finding] = []
        let active = regions.filter { $0.role == .active }.map(\.id.rawValue)
        if active.count != 1 {
            let present = active.isEmpty ? "none is" : "\(active.joined(separator: " and ")) are"
            let message =
                "exactly one region must be active, but \(present); give one role: active and the others standby"
            findings.append(Finding(.error, .activeRegion, at: path, message))
        }
        if !regions.contains(where: { $0.role == .standby }) {
            let message = "no region can take over; give at least one role: standby"
            findings.append(Finding(.error, .noStandby, at: path, message))
        }
        return findings
    }
}

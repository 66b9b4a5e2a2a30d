import Domain

extension FindingCode {
    package static let controllerPlacement: FindingCode = "controller-placement"
}

/// Controllers must survive the region they watch (DESIGN 3.3; FAILURES F7).
struct ControllerRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        guard let controllers = context.facts.controllers, !controllers.isEmpty else { return [] }
        return controllers.count == 1 ? single(controllers, context) : several(controllers)
    }

    private func several(_ controllers: [ControllerID: RegionID]) -> [Finding] {
        let numbers = Dictionary(grouping: controllers.values, by: { $0 }).mapValues(\.count)
        return numbers.sorted { $0.key < $1.key }.filter { $1 * 2 > controllers.count }.map { region, number in
            let message = """
                \(number) of \(controllers.count) controllers stand in \(region), so nothing can be decided without it; \
                move some to other regions
                """
            return Finding(.error, .controllerPlacement, at: PlanPath.root["regions"][region], message)
        }
    }

    private func single(_ controllers: [ControllerID: RegionID], _ context: LintContext) -> [Finding] {
        let path = PlanPath.root["regions"]
        let inside = context.servingRegions.filter { controllers.values.contains($0.id) }.map { region in
            let message = "the only controller stands in \(region.id) and would fall with it; move it outside"
            return Finding(.error, .controllerPlacement, at: path[region.id], message)
        }
        let message = """
            one controller cannot tell the loss of its own uplink from the loss of everything else, and nothing is decided \
            while it is down; three can
            """
        return inside + [Finding(.warning, .controllerPlacement, at: path, message)] + ttl(context)
    }

    /// While the only controller restarts, nobody renews.
    private func ttl(_ context: LintContext) -> [Finding] {
        guard context.plan.fencing == .lease, context.plan.detection.lease.ttl < Self.singleControllerTTL else {
            return []
        }
        let message = "with one controller a restart of it fences the active region; write at least 15s"
        return [Finding(.warning, .leaseTooShort, at: LintContext.detection["lease"]["ttl"], message)]
    }

    private static let singleControllerTTL = Duration.seconds(15)
}

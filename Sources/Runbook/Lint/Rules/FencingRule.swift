import Domain

extension FindingCode {
    package static let fencingCost: FindingCode = "fencing-cost"
    package static let noFence: FindingCode = "no-fence"
    package static let badFence: FindingCode = "bad-fence"
    package static let fenceCoverage: FindingCode = "fence-coverage"
}

/// What the chosen fencing costs, and whether the agents can do it (DESIGN 3.1).
struct FencingRule: LintRule {
    func findings(in context: LintContext) -> [Finding] { [cost(of: context.plan.fencing)] + fences(context) }

    private func cost(of fencing: Fencing) -> Finding {
        let path = PlanPath.root["fencing"]
        switch fencing {
        case .lease:
            let message = """
                a virtual machine that its hypervisor stops can write for an instant when it wakes; only an epoch check \
                where it writes to, or synchronous commit, closes that
                """
            return Finding(.note, .fencingCost, at: path, message)
        case .none:
            let message = "nothing stops two regions from writing at once; only a person may start a failover"
            return Finding(.warning, .fencingCost, at: path, message)
        }
    }

    private func fences(_ context: LintContext) -> [Finding] {
        guard let agents = context.facts.agents, context.plan.fencing != .none else { return [] }
        return context.servingRegions.flatMap { region in
            let fences = agents.filter { $0.region == region.id }.compactMap { agent in
                agent.fence.map { (agent.id, $0) }
            }
            return fences.isEmpty ? [none(region)] : fences.flatMap { judge($1, of: $0, region, context) }
        }
    }

    private func none(_ region: PlannedRegion) -> Finding {
        let message = "no agent in \(region.id) can fence this application; add a fence to an agent.yaml there"
        return Finding(.error, .noFence, at: PlanPath.root["regions"][region.id], message)
    }

    private func judge(
        _ fence: FenceDescription,
        of agent: AgentID,
        _ region: PlannedRegion,
        _ context: LintContext
    ) -> [Finding] {
        let path = PlanPath.root["regions"][region.id]
        let limit = context.plan.detection.lease.fenceTimeout
        if let defect = fence.defect {
            return [
                Finding(.error, .badFence, at: path, "the fence of agent \(agent) cannot keep its bound: \(defect)")
            ]
        }
        if fence.bound > limit {
            let message = """
                the fence of agent \(agent) needs up to \(fence.bound.text), more than fence_timeout \(limit.text); \
                make it faster or fence_timeout longer
                """
            return [Finding(.error, .badFence, at: path, message)]
        }
        guard fence.kind == "nftables" else { return [] }
        let message = "the nftables fence of agent \(agent) does not cover Unix sockets and jobs on the host itself"
        return [Finding(.note, .fenceCoverage, at: path, message)]
    }
}

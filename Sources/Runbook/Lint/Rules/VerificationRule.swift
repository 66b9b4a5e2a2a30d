import Domain

extension FindingCode {
    package static let verifyPinnedFirst: FindingCode = "verify-pinned-first"
    package static let nothingToPin: FindingCode = "nothing-to-pin"
}

/// After a change of DNS the target is verified itself first, since resolvers may still lead to the old side (FAILURES C).
struct VerificationRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.runbooks.flatMap { runbook in
            runbook.steps(.httpVerify).flatMap { step, path in
                isPinned(step)
                    ? addresses(for: step, at: path, context)
                    : order(of: step, at: path, runbook, context)
            }
        }
    }

    private func isPinned(_ step: Step) -> Bool {
        switch step.action.with["pinned"] {
        case .flag(let isPinned): isPinned
        case .list: true
        case .text, .number, .table, .nothing, nil: false
        }
    }

    private func order(
        of step: Step,
        at path: PlanPath,
        _ runbook: LintRunbook,
        _ context: LintContext
    ) -> [Finding] {
        let upstream = runbook.graph.upstream(of: step.id)
        let moved = Set(runbook.steps(.dnsFailover).compactMap { $0.step.action.with.text("record") })
        let names = context.plan.dns.filter { moved.contains($0.id.rawValue) }.flatMap(\.records)
            .map { HostName.canonical($0.name) }
        guard let host = host(of: step), names.contains(host) else { return [] }
        let isTargetVerified = runbook.steps(.httpVerify).contains { other, _ in
            upstream.contains(other.id) && (isPinned(other) || asksTarget(other))
        }
        guard !isTargetVerified else { return [] }
        let message = """
            resolvers may still lead \(host) to the old region, so this proves little; \
            need a step before it that asks the same with pinned: true
            """
        return [Finding(.warning, .verifyPinnedFirst, at: path["with"]["url"], message)]
    }

    private func addresses(for step: Step, at path: PlanPath, _ context: LintContext) -> [Finding] {
        guard step.action.with["pinned"] == .flag(true), let host = host(of: step) else { return [] }
        let records = context.plan.dns.flatMap(\.records).filter {
            $0.type != .cname && HostName.canonical($0.name) == host
        }
        guard records.isEmpty else { return [] }
        let message = "the plan has no A or AAAA record \(host) to take an address from; write pinned: [ADDRESS]"
        return [Finding(.error, .nothingToPin, at: path["with"]["pinned"], message)]
    }

    private func host(of step: Step) -> String? {
        step.action.with.text("url").flatMap { WebAddress($0) }.map { HostName.canonical($0.host) }
    }

    private func asksTarget(_ step: Step) -> Bool {
        guard let url = step.action.with.text("url"), let template = try? Template(url) else { return false }
        return template.paths.contains { path in
            if case .endpoint(.target, _) = path { true } else { false }
        }
    }
}

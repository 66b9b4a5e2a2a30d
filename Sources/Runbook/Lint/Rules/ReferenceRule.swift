import Domain

extension FindingCode {
    package static let unknownRegion: FindingCode = "unknown-region"
    package static let unknownRecord: FindingCode = "unknown-record"
    package static let unknownChannel: FindingCode = "unknown-channel"
    package static let unknownCheck: FindingCode = "unknown-check"
    package static let unknownStep: FindingCode = "unknown-step"
}

/// What is named must be there.
struct ReferenceRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.uses.flatMap { parameters(of: $0, context) } + context.runbooks.flatMap { checks(of: $0, context) }
            + context.runbooks.flatMap(needs) + context.plan.dns.flatMap { values(of: $0, context) }
    }

    private func parameters(of use: LintUse, _ context: LintContext) -> [Finding] {
        use.sortedParameters.compactMap { name, value, path in
            guard let type = use.entry?.parameter(name)?.type, case .text(let text) = value, !text.contains("{{") else {
                return nil
            }
            return finding(type, named: text, at: path, context.plan)
        }
    }

    private func finding(_ type: ParameterType, named name: String, at path: PlanPath, _ plan: Plan) -> Finding? {
        switch type {
        case .region:
            let names = plan.regions.map(\.id.rawValue)
            return finding(.unknownRegion, "region", name, among: names, at: path)
        case .dnsGroup:
            return finding(.unknownRecord, "record", name, among: plan.dns.map(\.id.rawValue), at: path)
        case .channel:
            let names = plan.communications.channels.map(\.id.rawValue)
            return finding(.unknownChannel, "channel", name, among: names, at: path)
        case .text, .url, .host, .address, .file, .duration, .flag, .number, .list, .settings, .either, .hook,
            .database:
            return nil
        }
    }

    private func checks(of runbook: LintRunbook, _ context: LintContext) -> [Finding] {
        let path = runbook.path["when"]["checks"]
        let names = context.plan.checks.map(\.id.rawValue)
        return runbook.scenario.when.checks.enumerated().compactMap { index, check in
            finding(.unknownCheck, "check", check.rawValue, among: names, at: path[index])
        }
    }

    private func needs(of runbook: LintRunbook) -> [Finding] {
        let names = runbook.scenario.runbook.map(\.id.rawValue)
        return runbook.steps.flatMap { step, path in
            step.needs.enumerated().compactMap { index, need in
                finding(.unknownStep, "step", need.rawValue, among: names, at: path["needs"][index])
            }
        }
    }

    private func values(of group: DNSGroup, _ context: LintContext) -> [Finding] {
        let names = context.plan.regions.map(\.id.rawValue)
        return group.records.enumerated().flatMap { index, record in
            record.values.keys.sorted().compactMap { region in
                let path = LintContext.dns[group.id]["records"][index]["values"][region]
                return finding(.unknownRegion, "region", region.rawValue, among: names, at: path)
            }
        }
    }

    private func finding(
        _ code: FindingCode,
        _ noun: String,
        _ name: String,
        among names: [String],
        at path: PlanPath
    ) -> Finding? {
        guard !names.contains(name) else { return nil }
        let known = names.isEmpty ? "the plan has none" : "known are \(names.joined(separator: ", "))"
        return Finding(.error, code, at: path, "there is no \(noun) \(name); \(known)")
    }
}

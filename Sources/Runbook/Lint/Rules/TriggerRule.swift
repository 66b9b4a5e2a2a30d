import Domain

extension FindingCode {
    package static let badTrigger: FindingCode = "bad-trigger"
    package static let forTooShort: FindingCode = "for-too-short"
}

/// A scenario must start on a verdict that can mean it, and not on the first breath of one (DESIGN 3.2, 3.3).
struct TriggerRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.runbooks.flatMap { verdicts(of: $0) + standing(of: $0, context) + checks(of: $0, context) }
    }

    private func verdicts(of runbook: LintRunbook) -> [Finding] {
        let path = runbook.path["when"]["verdict"]
        return runbook.scenario.when.verdicts.enumerated().compactMap { index, verdict in
            switch verdict {
            case .failed, .unreachable, .degraded: return nil
            case .healthy:
                return Finding(
                    .error,
                    .badTrigger,
                    at: path[index],
                    "nothing is wrong with a healthy region; remove it"
                )
            case .isolated, .unknown:
                guard runbook.scenario.mode == .automatic else { return nil }
                let message =
                    "\(verdict.rawValue) is answered by holding and paging; remove it, or write mode: approval"
                return Finding(.error, .badTrigger, at: path[index], message)
            }
        }
    }

    private func standing(of runbook: LintRunbook, _ context: LintContext) -> [Finding] {
        let (trigger, confirm) = (runbook.scenario.when, context.plan.detection.confirm)
        if let standing = trigger.standing, standing < .zero {
            return [Finding(.error, .notPositive, at: runbook.path["when"]["for"], "must not be negative")]
        }
        guard trigger.verdicts.contains(.degraded), trigger.standing ?? .zero < confirm else { return [] }
        let message =
            "degraded must have stood for its own time before anything starts; write for: \(confirm.text) or more"
        return [Finding(.error, .forTooShort, at: runbook.path["when"]["for"], message)]
    }

    private func checks(of runbook: LintRunbook, _ context: LintContext) -> [Finding] {
        let trigger = runbook.scenario.when
        let path = runbook.path["when"]["checks"]
        guard !trigger.checks.isEmpty else { return [] }
        guard trigger.verdicts.contains(.degraded) else {
            let message = "checks count for the verdict degraded only; add it, or remove them"
            return [Finding(.warning, .badTrigger, at: path, message)]
        }
        return trigger.checks.enumerated().compactMap { index, check in
            guard context.plan.check(check)?.isCritical == false else { return nil }
            let message =
                "check \(check) is not critical, so that alone it never makes a region degraded; write critical: true"
            return Finding(.warning, .badTrigger, at: path[index], message)
        }
    }
}

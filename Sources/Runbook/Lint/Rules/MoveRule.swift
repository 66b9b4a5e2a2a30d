import Domain

extension FindingCode {
    package static let nobodyLed: FindingCode = "clients-not-led"
    package static let fixedTarget: FindingCode = "fixed-target"
    package static let dnsBeforeActivate: FindingCode = "dns-before-activate"
    package static let movesNothing: FindingCode = "moves-nothing"
    package static let recordNotMoved: FindingCode = "record-not-moved"
}

/// A runbook that moves an application must lead its clients there, and no other may.
struct MoveRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.runbooks.flatMap { runbook in
            runbook.scenario.movesRegion
                ? led(by: runbook) + target(of: runbook, context) + order(of: runbook) + unmoved(by: runbook, context)
                : misplaced(in: runbook)
        }
    }

    private func led(by runbook: LintRunbook) -> [Finding] {
        guard runbook.steps(.dnsFailover).isEmpty, runbook.steps(.hook).isEmpty else { return [] }
        let message = """
            nothing leads clients to the target; add a dns.failover step or a hook, unless what stands before the regions \
            asks /active
            """
        return [Finding(.warning, .nobodyLed, at: runbook.path["runbook"], message)]
    }

    private func target(of runbook: LintRunbook, _ context: LintContext) -> [Finding] {
        runbook.steps(.dnsFailover).compactMap { step, path in
            let path = path["with"]["to"]
            switch step.action.with.path("to") {
            case .region(.target): return nil
            case .region(.source):
                let message = "leads clients back to the region that has failed; write \"{{target}}\""
                return Finding(.error, .fixedTarget, at: path, message)
            case .region(.region), .application, .epoch, .execution, .endpoint, .output, .ending, nil:
                let message = "leads clients to one region whatever the target is; write \"{{target}}\""
                return Finding(.warning, .fixedTarget, at: path, message)
            }
        }
    }

    private func order(of runbook: LintRunbook) -> [Finding] {
        let activations = runbook.steps(.activate).map(\.step.id)
        guard !activations.isEmpty else { return [] }
        return runbook.steps(.dnsFailover).compactMap { step, path in
            guard runbook.graph.upstream(of: step.id).isDisjoint(with: activations) else { return nil }
            let message = "clients may come before /active answers 200; add \(activations[0]) to its needs"
            return Finding(.warning, .dnsBeforeActivate, at: path["needs"], message)
        }
    }

    private func unmoved(by runbook: LintRunbook, _ context: LintContext) -> [Finding] {
        let steps = runbook.steps(.dnsFailover)
        guard !steps.isEmpty else { return [] }
        let moved = Set(steps.compactMap { $0.step.action.with.text("record") })
        return context.plan.dns.filter { !moved.contains($0.id.rawValue) }.map { group in
            let message = "the record \(group.id) stays with the old region; add a dns.failover step for it"
            return Finding(.warning, .recordNotMoved, at: runbook.path["runbook"], message)
        }
    }

    private func misplaced(in runbook: LintRunbook) -> [Finding] {
        (runbook.steps(.dnsFailover) + runbook.steps(.activate)).map { step, path in
            let message = """
                \(step.action.uses) does nothing here, since this scenario moves nothing and its target is its source; \
                write failover: true, or remove the step
                """
            return Finding(.warning, .movesNothing, at: path, message)
        }
    }
}

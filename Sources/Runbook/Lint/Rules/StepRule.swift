import Domain

extension FindingCode {
    package static let noSteps: FindingCode = "no-steps"
    package static let badRetry: FindingCode = "bad-retry"
    package static let tooLong: FindingCode = "too-long"
}

/// A runbook must do something, and no step may try for ever.
struct StepRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.runbooks.flatMap { empty($0) + $0.steps.flatMap { retry(of: $0, at: $1) + timeout(of: $0, at: $1) } }
    }

    private func empty(_ runbook: LintRunbook) -> [Finding] {
        guard runbook.scenario.runbook.isEmpty else { return [] }
        return [Finding(.error, .noSteps, at: runbook.path["runbook"], "it does nothing; add a step")]
    }

    private func retry(of step: Step, at path: PlanPath) -> [Finding] {
        let path = path["retry"]
        var findings: [Finding] = []
        if !Self.attempts.contains(step.retry.attempts) {
            let message = "must be from \(Self.attempts.lowerBound) to \(Self.attempts.upperBound) tries in all"
            findings.append(Finding(.error, .badRetry, at: path["attempts"], message))
        }
        if step.retry.longestBackoff < step.retry.backoff {
            let message = "is shorter than backoff; write at least \(step.retry.backoff.text)"
            findings.append(Finding(.error, .badRetry, at: path["longest_backoff"], message))
        }
        return findings
    }

    private func timeout(of step: Step, at path: PlanPath) -> [Finding] {
        guard step.timeout > Self.longestTimeout else { return [] }
        return [Finding(.error, .tooLong, at: path["timeout"], "no step may take longer than a day; split it")]
    }

    private static let attempts = 1...100
    private static let longestTimeout = Duration.seconds(86_400)
}

import Domain

extension FindingCode {
    package static let silenceTooShort: FindingCode = "silence-too-short"
    package static let confirmTooShort: FindingCode = "confirm-too-short"
    package static let recoverTooShort: FindingCode = "recover-too-short"
}

/// Silence must be more than one lost report, and `confirm` long enough for good news to arrive.
struct DetectionTimingRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        silence(context.plan.detection) + confirm(context) + recover(context.plan.detection)
    }

    private func silence(_ detection: Detection) -> [Finding] {
        let path = LintContext.detection["silence_after"]
        if detection.silenceAfter <= detection.reportEvery {
            let message = "every agent is silent between two reports; write more than report_every, best three times it"
            return [Finding(.error, .silenceTooShort, at: path, message)]
        }
        guard detection.silenceAfter < detection.reportEvery * 2 else { return [] }
        let message = "one lost report makes an agent silent; write at least \((detection.reportEvery * 2).text)"
        return [Finding(.warning, .silenceTooShort, at: path, message)]
    }

    /// Within `confirm` a second look from outside must be able to contradict the first.
    private func confirm(_ context: LintContext) -> [Finding] {
        let detection = context.plan.detection
        guard let slowest = context.vantageChecks.max(by: { $0.every < $1.every }) else { return [] }
        let least = slowest.every * 2 + detection.reportEvery + context.facts.roundTrip
        guard detection.confirm < least else { return [] }
        let message = """
            check \(slowest.id) cannot contradict itself within \(detection.confirm.text); write at least \(least.text) \
            (2 × its every + report_every + a round trip), or run it more often
            """
        return [Finding(.warning, .confirmTooShort, at: LintContext.detection["confirm"], message)]
    }

    private func recover(_ detection: Detection) -> [Finding] {
        guard detection.recover < detection.confirm else { return [] }
        let message =
            "a region returns faster than it leaves, so it will flap; write at least \(detection.confirm.text)"
        return [Finding(.warning, .recoverTooShort, at: LintContext.detection["recover"], message)]
    }
}

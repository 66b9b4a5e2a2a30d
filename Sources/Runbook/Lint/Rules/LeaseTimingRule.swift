import Domain

extension FindingCode {
    package static let leaseTooShort: FindingCode = "lease-too-short"
    package static let deadlineTooShort: FindingCode = "deadline-too-short"
}

/// A lease must survive lost reports, and a proposal must wait for votes by waiting (DESIGN 3.1).
struct LeaseTimingRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.plan.fencing == .lease ? ttl(context) + deadline(context) : []
    }

    private func ttl(_ context: LintContext) -> [Finding] {
        let detection = context.plan.detection
        let least = detection.reportEvery * 3 + context.facts.roundTrip
        guard detection.lease.ttl < least else { return [] }
        let message = """
            a lease of \(detection.lease.ttl.text) ends when two reports are lost; write at least \(least.text) \
            (3 × report_every + a round trip of \(context.facts.roundTrip.text)), or report more often
            """
        return [Finding(.error, .leaseTooShort, at: LintContext.detection["lease"]["ttl"], message)]
    }

    private func deadline(_ context: LintContext) -> [Finding] {
        let detection = context.plan.detection
        let least = detection.lease.longestHold + context.facts.roundTrip * 4
        guard detection.proposalDeadline < least else { return [] }
        let message = """
            a proposal is closed before the votes that wait for the leases can come; write at least \(least.text) \
            ((ttl + fence_timeout) × 1.01 / 0.99 + four round trips)
            """
        return [Finding(.error, .deadlineTooShort, at: LintContext.detection["proposal_deadline"], message)]
    }
}

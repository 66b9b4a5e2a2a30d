import Domain

extension ProtocolFrame {
    /// The frame with less in it, for one whose line is too long; `nil` where nothing can be left out.
    var shortened: ProtocolFrame? {
        switch self {
        case .agent(.report(let report)): .agent(.report(report.shortened))
        case .agent(.hookOutput(let output)): .agent(.hookOutput(output.shortened))
        case .agent(.hookStatus(let status)): status.shortened.map { .agent(.hookStatus($0)) }
        case .agent(.hello), .agent(.bye), .controller, .chunk: nil
        }
    }
}

extension AgentReport {
    /// Without figures, with short summaries: what decides is all there.
    fileprivate var shortened: AgentReport {
        var report = self
        for index in report.checks.indices {
            report.checks[index].latest.figures = [:]
            report.checks[index].latest.summary = report.checks[index].latest.summary.oneLine(atMost: 64)
        }
        return report
    }
}

extension HookOutput {
    fileprivate var shortened: HookOutput {
        HookOutput(key: key, text: text.cut(toBytes: ProtocolLimits.longestOutput))
    }
}

extension HookStatus {
    /// Outputs are values that later steps work with, so they are never cut: the step fails and says why.
    fileprivate var shortened: HookStatus? {
        guard case .succeeded = state else { return nil }
        let summary = "the hook succeeded, but its outputs are too long for one line of the agent protocol"
        return HookStatus(key: key, state: .failed(exitCode: 0, summary: summary))
    }
}

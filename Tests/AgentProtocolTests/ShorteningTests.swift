import AgentProtocol
import Domain
import Testing

/// What happens to messages that do not fit into a line.
struct ShorteningTests {
    let codec = FrameCodec()

    private func sent(_ frame: ProtocolFrame) throws -> ProtocolFrame {
        let line = try codec.encode(frame)
        #expect(line.count <= ProtocolLimits.longestLine + 1)
        return try codec.decode(Array(line.dropLast()))
    }

    @Test func aReportThatIsTooLongLosesItsFiguresAndLongSummariesButGetsThrough() throws {
        var report = AgentReport(process: 1, number: 1)
        report.checks = (0..<AgentReport.mostChecks).map { number in
            var check = FrameExamples.report.checks[0]
            check.check = CheckID("check-\(number)")
            check.latest.summary = String(repeating: "\"ü", count: 1000)
            check.latest.figures = Dictionary(uniqueKeysWithValues: (0..<100).map { ("figure_\($0)", Double($0)) })
            check.latest.figures["broken"] = .nan
            return check
        }
        guard case .agent(.report(let received)) = try sent(.agent(.report(report))) else {
            Issue.record("not a report")
            return
        }
        #expect(received.checks.map(\.check) == report.checks.map(\.check))
        #expect(received.checks.allSatisfy { $0.status == .down && $0.latest.outcome == .failed })
        #expect(received.checks.allSatisfy { (1...64).contains($0.latest.summary.utf8.count) })
    }

    @Test func outputsThatAreTooLongFailTheStepInsteadOfBeingCut() throws {
        let outputs = ["blob": String(repeating: "x", count: ProtocolLimits.longestLine)]
        let status = HookStatus(key: FrameExamples.key, state: .succeeded(outputs: outputs))
        guard case .agent(.hookStatus(let received)) = try sent(.agent(.hookStatus(status))),
            case .failed(0, let summary) = received.state
        else {
            Issue.record("not a failure")
            return
        }
        #expect(summary.contains("too long"))
    }

    @Test func whatCannotBeShortenedIsRefused() {
        let refusal = #expect(throws: Refusal.self) {
            var order = FrameExamples.order
            order.parameters = ["blob": String(repeating: "x", count: ProtocolLimits.longestLine)]
            _ = try codec.encode(.controller(.hookOrder(order)))
        }
        #expect(refusal?.code == .lineTooLong)
    }
}

import Domain
import PlanFile
import Ports
import Runbook

/// What reading and linting a plan's file has found.
struct PlanFindings: Encodable {
    struct Item: Encodable {
        var severity: String
        var code: String
        var path: String
        var file: String
        var line: Int
        var column: Int
        var message: String
    }

    let plan: Plan?
    private let findings: [LocatedFinding]

    /// Reads a plan's text and, if it can be read, judges what it says.
    init(text: String, fileName: String) {
        let reading = PlanFile.read(text: text, fileName: fileName)
        plan = reading.plan
        findings = reading.findings + (reading.plan.map { reading.locate(Lint.findings(in: $0)) } ?? [])
    }

    var hasErrors: Bool { plan == nil || count(.error) > 0 }

    /// How many there are of each severity.
    var summary: String {
        guard !findings.isEmpty else { return "nothing to object" }
        return Finding.Severity.allCases.compactMap { severity in
            let count = count(severity)
            return count > 0 ? "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")" : nil
        }.joined(separator: ", ")
    }

    var lines: [StyledText] { findings.map(Self.line) }

    /// The errors alone, one a line.
    var errors: String {
        findings.filter { $0.finding.severity == .error }.map(\.description).joined(separator: "\n")
    }

    private func count(_ severity: Finding.Severity) -> Int { findings.count { $0.finding.severity == severity } }

    private static func line(_ located: LocatedFinding) -> StyledText {
        let finding = located.finding
        let subject = finding.path == .root ? "" : "\(finding.path): "
        return StyledText("\(located.fileName):\(located.place): ", .faint)
            + StyledText("\(finding.severity.rawValue): ", ink(of: finding.severity))
            + StyledText(subject + finding.message) + StyledText(" [\(finding.code)]", .faint)
    }

    private static func ink(of severity: Finding.Severity) -> Ink {
        switch severity {
        case .error: .bad
        case .warning: .warning
        case .note: .accent
        }
    }

    func encode(to encoder: any Encoder) throws {
        let items = findings.map { located in
            Item(
                severity: located.finding.severity.rawValue,
                code: located.finding.code.rawValue,
                path: located.finding.path.description,
                file: located.fileName,
                line: located.place.line,
                column: located.place.column,
                message: located.finding.message
            )
        }
        try items.encode(to: encoder)
    }
}

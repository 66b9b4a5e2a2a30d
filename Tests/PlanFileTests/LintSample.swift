import Domain
import Ports
import Testing

@testable import PlanFile
@testable import Runbook

/// A bad snippet put into the sample plan, and everything that lint must say about it.
struct LintSample: CustomTestStringConvertible, Sendable {
    let replacements: [[String]]
    let facts: LintFacts
    /// Every finding that the sample itself does not have, as `severity code path`.
    var expected: Set<String>

    /// - Parameters:
    ///   - old: what is replaced in the sample.
    ///   - new: by what.
    ///   - more: further replacements.
    ///   - facts: what is known about the world.
    ///   - expected: as `severity code path`.
    init(
        _ old: String,
        _ new: String,
        and more: [[String]] = [],
        facts: LintFacts = LintFacts(),
        _ expected: String...
    ) {
        replacements = [[old, new]] + more
        self.facts = facts
        self.expected = Set(expected)
    }

    var testDescription: String { "\(replacements[0][1]) → \(expected.sorted())" }

    func plan() throws -> Plan {
        var text = SamplePlan.text
        for pair in replacements {
            try #require(text.contains(pair[0]), "the sample has no \(pair[0])")
            text.replace(pair[0], with: pair[1])
        }
        let reading = PlanFile.read(text: text, fileName: "x")
        return try #require(reading.plan, "\(reading.findings)")
    }

    func findings() throws -> Set<String> { Self.texts(Lint.findings(in: try plan(), facts: facts)) }

    static func texts(_ findings: [Finding]) -> Set<String> {
        Set(findings.map { "\($0.severity.rawValue) \($0.code) \($0.path)" })
    }
}

import Domain
import Ports
import Runbook

/// Plans as YAML files.
package struct PlanFile: PlanParser {
    package init() {}

    package func parse(text: String, fileName: String) -> PlanReading { Self.read(text: text, fileName: fileName) }

    /// Reads a plan: every unknown key, wrong type and bad value is found at once, and defaults are filled in. What the plan
    /// says is judged by ``Lint``, whose findings ``PlanReading/locate(_:)`` finds in the text.
    package static func read(text: String, fileName: String) -> PlanReading {
        let reader = PlanReader(fileName: fileName)
        do {
            let plan = reader.plan(try TreeParser.tree(of: text))
            let findings = reader.findings.sorted()
            return PlanReading(plan: findings.isEmpty ? plan : nil, findings: findings, places: reader.places)
        } catch {
            let finding = Finding(.error, error.code, at: .root, error.message)
            let located = LocatedFinding(finding, at: error.place, in: fileName)
            return PlanReading(plan: nil, findings: [located], places: reader.places)
        }
    }
}

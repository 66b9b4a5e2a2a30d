import Domain
import Foundation
import Ports
import Testing

@testable import PlanFile

@Suite struct PlanTextTests {
    static func example() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "deploy/examples/printapp.yaml"), encoding: .utf8)
    }

    @Test func theTextOfAPlanReadsBackAsTheSamePlan() throws {
        for text in [SamplePlan.text, try Self.example()] {
            let plan = try #require(PlanFile.read(text: text, fileName: "x").plan)
            let again = PlanFile.read(text: PlanText.text(of: plan), fileName: "y")
            #expect(again.plan == plan, "\(again.findings)")
        }
    }

    /// Texts that a careless writer would turn into something else.
    @Test(arguments: [
        "", " ", "5", "1.10", "true", "no", "null", "~", "- a", "a: b", "#x", "a #b", "{{target}}", "[x]", "*a", "&a",
        "!t",
        "\"", "\\", "'", "two\nlines\n", "tab\t", "%", "@", "`", "|", ">", "é", "\u{85}\u{2028}\u{FEFF}\u{7}", "0x10",
        "1e3",
        "2026-11-23", "5s", "=", "<<", "?", "a:", ":a", "192.0.2.1", "🚒",
    ])
    func everyTextSurvives(text: String) throws {
        var plan = try #require(PlanFile.read(text: SamplePlan.text, fileName: "x").plan)
        let value: Parameter = .table([
            "k": .text(text), "l": .list([.text(text), .list([.text(text)]), .nothing, 5, true]),
        ])
        plan.scenarios[0].runbook[0].action.with["parameters"] = value
        plan.regions[0].endpoints["e"] = text
        let again = PlanFile.read(text: PlanText.text(of: plan), fileName: "y")
        #expect(again.plan == plan, "\(again.findings)")
    }

    @Test func theDefaultActivationIsShown() throws {
        let plan = try #require(PlanFile.read(text: SamplePlan.text, fileName: "x").plan)
        #expect(PlanText.text(of: plan).contains("- id: activate\n"))
    }
}

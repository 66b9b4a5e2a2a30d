import Domain
import Foundation
import PlanFile
import Testing
import TestSupport

@testable import Commands

struct PlanTests {
    static let example = URL(filePath: #filePath).appending(path: "../../../deploy/examples/printapp.yaml").standardized
        .path

    @Test func theExampleHasNoErrors() async throws {
        let run = await (try Bench()).run(["plan", "lint", Self.example])
        #expect(run.code == 0, "\(run.output)\(run.error)")
    }

    @Test func errorsFailWithTheirPlaces() async throws {
        let bench = try Bench()
        try bench.write("version: 1\napplication: a\nregoins: {}\n", to: "plan.yaml")
        let run = await bench.run(["plan", "lint", bench.path("plan.yaml")])
        #expect(run.code == 1)
        #expect(run.output.contains("plan.yaml:3:1: error: "), "\(run.output)")
        let json = await bench.run(["plan", "lint", bench.path("plan.yaml"), "--output", "json"])
        #expect(json.code == 1)
        #expect(json.output.contains("\"line\" : 3"), "\(json.output)")
    }

    @Test func aPlanWithErrorsIsNotEvenSent() async throws {
        let controller = FakeController { _ in OperatorAnswer(.done, "") }
        let bench = try Bench([controller])
        try bench.write("version: 1\n", to: "plan.yaml")
        let run = try await bench.runAsOperator(["plan", "apply", bench.path("plan.yaml"), "--reason", "first"])
        #expect(run.code == 1)
        #expect(controller.asked.isEmpty)
    }

    @Test func applySendsTheTextAsItIs() async throws {
        let view = PlanChangeView(application: "printapp", version: 4, isApplied: false, findings: ["a: warning: b"])
        let controller = FakeController { _ in OperatorAnswer(.done, "would become version 4", body: .planChange(view))
        }
        let bench = try Bench([controller])
        let run = try await bench.runAsOperator(["plan", "apply", Self.example, "--reason", "first", "--dry-run"])
        let text = try String(contentsOfFile: Self.example, encoding: .utf8)
        #expect(controller.asked == [.applyPlan(source: text, fileName: Self.example, reason: "first", dryRun: true)])
        #expect(run.output == "a: warning: b\nwould become version 4\n")
    }

    @Test func diffComparesWhatIsMeant() async throws {
        let text = try String(contentsOfFile: Self.example, encoding: .utf8)
        let plan = try #require(PlanFile.read(text: text, fileName: "x").plan)
        let view = PlanView(version: 4, source: "", plan: plan)
        let bench = try Bench([FakeController { _ in OperatorAnswer(.done, "", body: .plan(view)) }])
        let same = try await bench.runAsOperator(["plan", "diff", Self.example])
        #expect(same.output.hasSuffix("says what is applied, version 4\n"))
        try bench.write("# a comment\n" + text.replacing("confirm: 4s", with: "confirm: 6s"), to: "plan.yaml")
        let run = try await bench.runAsOperator(["plan", "diff", bench.path("plan.yaml")])
        try golden.check(run.output, against: "plan-diff.txt")
    }

    @Test func aDifferenceKeepsBothTextsWhole() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let texts = (0..<2).map { _ in
                (0..<Int.random(in: 0...12, using: &random)).map { _ in
                    ["a", "b", "c", ""].randomElement(using: &random) ?? ""
                }
            }
            let (old, new) = (texts[0], texts[1])
            let join = { (lines: [String]) in lines.map { $0 + "\n" }.joined() }
            let lines = PlanDifference(from: join(old), to: join(new), context: 100).parts.joined()
            guard old != new else { continue }
            #expect(lines.filter { $0.kind != .added }.map(\.text) == old)
            #expect(lines.filter { $0.kind != .removed }.map(\.text) == new)
        }
    }
}

import Domain
import Ports
import Testing

@testable import PlanFile
@testable import Runbook

@Suite struct LintTests {
    static let samples = wordSamples + judgementSamples + recoverySamples + sufficiencySamples

    @Test func theSampleHasNotesOnly() throws {
        let plan = try #require(PlanFile.read(text: SamplePlan.text, fileName: "x").plan)
        #expect(
            LintSample.texts(Lint.findings(in: plan)) == [
                "note fencing-cost fencing", "note too-few-agents regions",
                "note primary-in-region dns.public.with.server",
                "note not-covered scenarios", "note no-objective objectives",
                "note failover-bound scenarios.region-failure",
            ]
        )
    }

    @Test(arguments: samples)
    func whatIsWrongIsFoundWithItsPlace(sample: LintSample) throws {
        let plan = try #require(PlanFile.read(text: SamplePlan.text, fileName: "x").plan)
        let usual = LintSample.texts(Lint.findings(in: plan))
        #expect(try sample.findings().subtracting(usual) == sample.expected)
    }

    @Test func everyRuleIsTried() throws {
        let contexts = try Self.samples.map { LintContext(plan: try $0.plan(), facts: $0.facts) }
        for rule in Lint.rules {
            #expect(contexts.contains { !rule.findings(in: $0).isEmpty }, "\(type(of: rule))")
        }
    }

    @Test func findingsAreOneLineEach() throws {
        for sample in Self.samples {
            for finding in Lint.findings(in: try sample.plan(), facts: sample.facts) {
                #expect(!finding.message.contains("\n") && !finding.message.isEmpty)
            }
        }
    }

    @Test func theGravestComesFirst() throws {
        let plan = try LintSample("uses: http,", "uses: icmp,").plan()
        let severities = Lint.findings(in: plan).map(\.severity)
        #expect(severities == severities.sorted() && severities.first == .error)
    }

    @Test func theExamplePlanHasNotesOnly() throws {
        let reading = PlanFile.read(text: try PlanTextTests.example(), fileName: "printapp.yaml")
        let plan = try #require(reading.plan, "\(reading.findings)")
        let findings = reading.locate(Lint.findings(in: plan))
        #expect(findings.allSatisfy { $0.finding.severity == .note }, "\(findings.map(\.description))")
    }
}

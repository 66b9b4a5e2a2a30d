import Domain
import Ports
import Testing

@testable import PlanFile

@Suite struct HostileTextTests {
    private func code(of text: String) -> FindingCode? {
        PlanFile.read(text: text, fileName: "x").findings.first?.finding.code
    }

    @Test func aliasesWorkWithinTheirBounds() throws {
        let text = SamplePlan.text
            .replacing(#"{role: active, endpoints: {web"#, with: #"{role: active, endpoints: &ends {web"#)
            .replacing(#"endpoints: {web: "https://west.example.com"}"#, with: "endpoints: *ends")
        let plan = try #require(PlanFile.read(text: text, fileName: "x").plan)
        #expect(plan.region("west")?.endpoints == ["web": "https://east.example.com"])
    }

    @Test func anAliasBombIsRefused() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        #expect(code(of: text) == .tooLarge)
        #expect(code(of: text + "? *a40\n: 1\n") == .tooLarge)
    }

    @Test func fewAliasesThatGrowAreRefusedToo() {
        let row = "[" + Array(repeating: "x", count: 1000).joined(separator: ", ") + "]"
        let text = "a: &a \(row)\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c, *c]\n"
        #expect(code(of: text) == .tooLarge)
    }

    @Test func aTextBeyondTheSizeLimitIsRefused() {
        #expect(code(of: SamplePlan.text + String(repeating: "#", count: 1 << 20)) == .tooLarge)
    }

    @Test(arguments: [33, 900, 100_000])
    func aDeepTextIsRefused(depth: Int) {
        let flow = "a: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect([.tooLarge, .yamlSyntax].contains(code(of: flow)))
        #expect([.tooLarge, .yamlSyntax].contains(code(of: String(repeating: "- ", count: depth) + "x")))
    }
}

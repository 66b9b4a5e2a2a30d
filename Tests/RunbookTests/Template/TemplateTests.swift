import Domain
import Testing

@testable import Runbook

@Suite struct TemplateTests {
    static let east = PlannedRegion(id: "east", role: .active, endpoints: ["web": "https://east.example.com"])
    static let west = PlannedRegion(id: "west", role: .standby, endpoints: ["web": "https://west.example.com"])
    static let step = TemplateScope(
        application: "printapp",
        epoch: 7,
        execution: "x-1",
        source: east,
        target: west,
        outputs: ["promote": ["host": "db.west"]],
        endings: ["promote": .succeeded]
    )
    static let check = TemplateScope(application: "printapp", checkOf: east)

    @Test(arguments: [
        ("{{target}}", "west"),
        ("from {{source}} to {{ target }}", "from east to west"),
        ("{{target.endpoints.web}}/api", "https://west.example.com/api"),
        ("{{application}}/{{epoch}}/{{execution}}", "printapp/7/x-1"),
        ("{{steps.promote.outputs.host}}", "db.west"),
        ("{{steps.promote.succeeded}} {{steps.promote.failed}}", "true false"),
        ("no braces, } and { alone", "no braces, } and { alone"),
        ("", ""),
    ])
    func whatStandsInBracesIsLookedUp(text: String, expected: String) throws {
        #expect(try Template(text).rendered(in: Self.step) == expected)
    }

    @Test func aCheckKnowsItsRegion() throws {
        #expect(
            try Template("{{region}} {{region.endpoints.web}}").rendered(in: Self.check)
                == "east https://east.example.com"
        )
    }

    @Test(arguments: [
        "{{nothing}}", "{{}}", "{{target.web}}", "{{steps.a.output.b}}", "{{steps..failed}}", "{{env.HOME}}",
    ])
    func anUnknownPathIsRefusedByName(text: String) {
        let error = #expect(throws: TemplateError.self) { try Template(text) }
        #expect(error?.message.contains(text) == true)
    }

    @Test func openBracesAreRefused() {
        #expect(throws: TemplateError.self) { try Template("{{target") }
    }

    @Test(arguments: [
        ("{{region}}", "known in checks only"),
        ("{{target.endpoints.api}}", "region west has no endpoint api"),
        ("{{steps.promote.outputs.port}}", "step promote has given no output port"),
        ("{{steps.other.outputs.port}}", "step other has given no output port"),
    ])
    func aPathWithoutAValueIsAnErrorThatNamesIt(text: String, reason: String) throws {
        let template = try Template(text)
        let error = #expect(throws: TemplateError.self) { try template.rendered(in: Self.step) }
        #expect(error?.message.contains(text) == true)
        #expect(error?.message.contains(reason) == true)
    }

    @Test func aCheckKnowsNoTarget() throws {
        let template = try Template("{{target}}")
        #expect(throws: TemplateError.self) { try template.rendered(in: Self.check) }
    }

    @Test func textsAtEveryDepthAreFilledInAndNothingElse() throws {
        let value: Parameter = .table(["a{{target}}": .list(["{{target}}", 3, true, .table(["b": "{{epoch}}"])])])
        let expected: Parameter = .table(["a{{target}}": .list(["west", 3, true, .table(["b": "7"])])])
        #expect(try value.rendered(in: Self.step) == expected)
    }

    @Test func whatAValueSaysIsNotReadAgain() throws {
        var scope = Self.step
        scope.outputs = ["promote": ["host": "{{target}}"]]
        #expect(try Template("{{steps.promote.outputs.host}}").rendered(in: scope) == "{{target}}")
    }
}

import Domain
import Testing

@testable import Runbook

@Suite struct ConditionTests {
    static let scope: TemplateScope = {
        var scope = TemplateTests.step
        scope.endings = ["a": .succeeded, "b": .failed, "c": .skipped]
        scope.outputs = ["a": ["yes": "42", "empty": "", "off": "false", "host": "db"]]
        return scope
    }()

    @Test(arguments: [
        ("steps.a.succeeded", true),
        ("steps.b.succeeded", false),
        ("steps.b.failed", true),
        ("steps.c.skipped", true),
        ("steps.unfinished.failed", false),
        ("not steps.b.succeeded", true),
        ("not steps.a.succeeded", false),
        ("steps.a.outputs.yes", true),
        ("steps.a.outputs.empty", false),
        ("steps.a.outputs.off", false),
        ("steps.a.outputs.missing", false),
        (#"steps.a.outputs.missing == """#, true),
        (#"target == "west""#, true),
        (#"target=="west""#, true),
        (#"target == "east""#, false),
        (#"target != "east""#, true),
        (#"steps.a.outputs.host == "db" and target == "west""#, true),
        // `and` binds more tightly than `or`, on either side.
        (#"steps.a.succeeded or steps.b.succeeded and steps.b.skipped"#, true),
        (#"steps.b.succeeded and steps.b.skipped or steps.a.succeeded"#, true),
        (#"steps.b.succeeded or steps.a.succeeded and steps.b.skipped"#, false),
    ])
    func itHolds(text: String, expected: Bool) throws {
        #expect(try Condition(text).holds(in: Self.scope) == expected)
    }

    @Test(arguments: [
        ("", 1, "expected a path"),
        ("not", 4, "expected a path"),
        ("target ==", 10, "\"text\""),
        ("target == west", 11, "double quotes"),
        (#"target == "west"#, 11, "not closed"),
        ("target west", 8, "expected and, or"),
        ("target and", 11, "expected a path"),
        ("and target", 1, "expected a path"),
        ("(target)", 1, "no meaning"),
        ("target = \"x\"", 8, "no meaning"),
        ("not not target", 5, "there is no {{not}}"),
        ("target and nonsense.path", 12, "there is no {{nonsense.path}}"),
    ])
    func whatCannotBeReadIsRefusedWithItsColumn(text: String, column: Int, reason: String) {
        let error = #expect(throws: ConditionError.self) { try Condition(text) }
        #expect(error?.column == column)
        #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
    }
}

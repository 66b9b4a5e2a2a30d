import Domain

/// One thing, or one family of things, that can be wrong with a plan.
///
/// To add one: a file in `Rules/` with the rule and its codes, an entry in ``Lint/rules`` and a line in the tests' table.
protocol LintRule: Sendable {
    func findings(in context: LintContext) -> [Finding]
}

import Domain

/// Looks in a plan for what would hurt at three in the morning.
package enum Lint {
    /// Everything that the rules find, gravest first. The same plan and facts give the same findings in the same order.
    package static func findings(in plan: Plan, facts: LintFacts = LintFacts()) -> [Finding] {
        let context = LintContext(plan: plan, facts: facts)
        let findings = rules.flatMap { $0.findings(in: context) }
        return Finding.Severity.allCases.flatMap { severity in findings.filter { $0.severity == severity } }
    }

    static let rules: [any LintRule] = [
        // What the words of the plan mean.
        NameRule(), DuplicateRule(), RoleRule(), KindRule(), ParameterRule(), ReferenceRule(), CycleRule(),
        TemplateRule(), ConditionRule(), OutputRule(),
        // Whether a region is judged soundly.
        PositiveTimeRule(), LeaseTimingRule(), DetectionTimingRule(), CheckRule(), DatabaseCheckRule(), TriggerRule(),
        AutomaticRule(), FencingRule(), ControllerRule(),
        // Whether the recovery works.
        StepRule(), HookRule(), ReservedNameRule(), MoveRule(), PromotionRule(), RejoinRule(),
        SourceDependencyRule(),
        DNSRecordRule(), DNSNameRule(), DNSProviderRule(), VerificationRule(), NotFencedRule(),
        // Whether it is enough.
        ObjectiveRule(), GaugeRule(), CoverageRule(), CommunicationRule(), SecretRule(),
    ]
}

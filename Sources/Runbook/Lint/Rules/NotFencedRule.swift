import Domain

extension FindingCode {
    package static let notFenced: FindingCode = "not-fenced"
}

/// Lists the steps that nothing but the leader's own good manners keeps from acting late (DESIGN S3).
struct NotFencedRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.runbooks.flatMap(\.uses).compactMap { use in
            guard let entry = use.entry, entry.actsOutside, !entry.isFenced else { return nil }
            let message =
                "not fenced: nothing outside refuses \(use.name) from a controller that has lost its leadership"
            return Finding(.note, .notFenced, at: use.path["uses"], message)
        }
    }
}

import Domain

extension FindingCode {
    package static let unknownKind: FindingCode = "unknown-kind"
}

/// Every `uses:` must name something that exists.
struct KindRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.uses.filter { $0.entry == nil }.map { use in
            let what = use.name.isEmpty ? "it names nothing" : "there is no \(use.noun) \(use.name)"
            return Finding(.error, .unknownKind, at: use.path["uses"], "\(what); write one of \(use.knownNames)")
        }
    }
}

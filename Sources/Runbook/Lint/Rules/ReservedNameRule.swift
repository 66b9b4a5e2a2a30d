import Domain

extension FindingCode {
    package static let reservedName: FindingCode = "reserved-name"
}

/// A hook's own parameters must not take the names of what every hook is told.
struct ReservedNameRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.runbooks.flatMap(\.uses).flatMap { use -> [Finding] in
            guard use.name == StepKind.hook.rawValue, case .table(let table) = use.parameters["parameters"] else {
                return []
            }
            return table.keys.sorted().filter { Self.reserved.contains($0.lowercased()) }.map { name in
                let message =
                    "every hook gets HOLDFAST_\(name.uppercased()) by itself; take it away, or name it otherwise"
                return Finding(.error, .reservedName, at: use.path["with"]["parameters"][name], message)
            }
        }
    }

    private static let reserved: Set<String> = [
        "application", "attempt", "epoch", "execution", "hook", "kind", "source", "step", "target", "term",
    ]
}

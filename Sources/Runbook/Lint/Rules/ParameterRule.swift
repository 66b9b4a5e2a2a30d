import Domain

extension FindingCode {
    package static let missingParameter: FindingCode = "missing-parameter"
    package static let unknownParameter: FindingCode = "unknown-parameter"
    package static let wrongParameter: FindingCode = "wrong-parameter"
}

/// The parameters of everything must be those that its kind describes.
struct ParameterRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        context.uses.flatMap { use in
            use.entry.map { missing(in: use, $0) + unsuitable(in: use, $0) } ?? []
        }
    }

    private func missing(in use: LintUse, _ entry: CatalogEntry) -> [Finding] {
        let path = use.path["with"]
        let required = entry.parameters.filter { $0.isRequired && use.parameters[$0.name] == nil }.map { parameter in
            let message = "\(use.name) needs \(parameter.name) (\(parameter.meaning)); add \(parameter.type.text)"
            return Finding(.error, .missingParameter, at: path, message)
        }
        return required + choice(in: use, entry)
    }

    private func choice(in use: LintUse, _ entry: CatalogEntry) -> [Finding] {
        guard !entry.alternatives.isEmpty else { return [] }
        let begun = entry.alternatives.filter { names in names.contains { use.parameters[$0] != nil } }
        guard begun.count != 1 || begun.contains(where: { names in names.contains { use.parameters[$0] == nil } })
        else {
            return []
        }
        let choices = entry.alternatives.map { $0.joined(separator: " and ") }.joined(separator: ", or ")
        let message = "\(use.name) needs either \(choices); write one of these and nothing of the other"
        return [Finding(.error, .missingParameter, at: use.path["with"], message)]
    }

    private func unsuitable(in use: LintUse, _ entry: CatalogEntry) -> [Finding] {
        use.sortedParameters.compactMap { name, value, path in
            guard let parameter = entry.parameter(name) else {
                let known = entry.parameters.map(\.name).joined(separator: ", ")
                let message = "\(use.name) has no parameter \(name); known are \(known.isEmpty ? "none" : known)"
                return Finding(.error, .unknownParameter, at: path, message)
            }
            guard !parameter.type.accepts(value) else { return nil }
            let message = "\(name) (\(parameter.meaning)) must be \(parameter.type.text)"
            return Finding(.error, .wrongParameter, at: path, message)
        }
    }
}

import Domain

/// A text with places to fill in. `{{path}}` looks up one value and does nothing else.
package struct Template: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        case literal(String)
        case value(TemplatePath)
    }

    package let parts: [Part]

    /// - Throws: ``TemplateError`` if braces are not closed or a path does not exist.
    package init(_ text: String) throws(TemplateError) {
        var parts: [Part] = []
        var rest = Substring(text)
        while let opening = rest.firstRange(of: "{{") {
            if opening.lowerBound > rest.startIndex { parts.append(.literal(String(rest[..<opening.lowerBound]))) }
            let inside = rest[opening.upperBound...]
            guard let closing = inside.firstRange(of: "}}") else {
                throw TemplateError(path: String(inside), "{{\(inside) is not closed; write }} after it")
            }
            parts.append(.value(try TemplatePath(inside[..<closing.lowerBound].trimmed)))
            rest = inside[closing.upperBound...]
        }
        if !rest.isEmpty { parts.append(.literal(String(rest))) }
        self.parts = parts
    }

    /// What it looks up, in order.
    package var paths: [TemplatePath] {
        parts.compactMap { part in
            switch part {
            case .literal: nil
            case .value(let path): path
            }
        }
    }

    /// The one value that the whole text is, if it is nothing else.
    package var onlyPath: TemplatePath? { parts.count == 1 ? paths.first : nil }

    /// The text with every place filled in.
    package func rendered(in scope: TemplateScope) throws(TemplateError) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .value(let path): text += try scope.value(of: path)
            }
        }
        return text
    }
}

extension Parameter {
    /// The value with every text in it, at any depth, filled in. Names in tables stay as they are.
    package func rendered(in scope: TemplateScope) throws(TemplateError) -> Parameter {
        try mapTexts { (text: String) throws(TemplateError) in try Template(text).rendered(in: scope) }
    }
}

extension Action {
    /// The action with its parameters filled in.
    package func rendered(in scope: TemplateScope) throws(TemplateError) -> Action {
        var rendered: Parameters = [:]
        for (name, value) in with { rendered[name] = try value.rendered(in: scope) }
        return Action(uses: uses, with: rendered)
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        let start = drop { $0 == " " }
        guard let end = start.lastIndex(where: { $0 != " " }) else { return start }
        return start[...end]
    }

    fileprivate func firstRange(of pattern: String) -> Range<Index>? { ranges(of: pattern).first }
}

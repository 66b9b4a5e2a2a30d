/// Reads the text of a ``Condition``, from left to right and without going back.
struct ConditionParser {
    private var tokens: ArraySlice<ConditionToken>
    private let end: Int

    init(_ text: String) throws(ConditionError) {
        tokens = try ConditionToken.tokens(of: text)[...]
        end = text.count + 1
    }

    mutating func groups() throws(ConditionError) -> [[Condition.Term]] {
        var groups = [[try term()]]
        while let token = tokens.popFirst() {
            switch token.kind {
            case .word("and"): groups[groups.count - 1].append(try term())
            case .word("or"): groups.append([try term()])
            case .word, .text, .equal, .unequal:
                throw ConditionError(column: token.column, message: "expected and, or, or the end")
            }
        }
        return groups
    }

    private mutating func term() throws(ConditionError) -> Condition.Term {
        let (first, column) = try word()
        if first == "not" {
            let (path, column) = try word()
            return Condition.Term(path: try Self.path(path, column), test: .holdsNot)
        }
        let path = try Self.path(first, column)
        switch tokens.first?.kind {
        case .equal:
            tokens.removeFirst()
            return Condition.Term(path: path, test: .equals(try text()))
        case .unequal:
            tokens.removeFirst()
            return Condition.Term(path: path, test: .differs(try text()))
        case .word, .text, nil: return Condition.Term(path: path, test: .holds)
        }
    }

    private mutating func word() throws(ConditionError) -> (String, column: Int) {
        guard let token = tokens.popFirst() else { throw ConditionError(column: end, message: "expected a path") }
        guard case .word(let word) = token.kind, word != "and", word != "or" else {
            throw ConditionError(column: token.column, message: "expected a path such as steps.ID.failed")
        }
        return (word, token.column)
    }

    private mutating func text() throws(ConditionError) -> String {
        guard let token = tokens.popFirst() else { throw ConditionError(column: end, message: "expected \"text\"") }
        guard case .text(let text) = token.kind else {
            throw ConditionError(column: token.column, message: "expected \"text\" in double quotes")
        }
        return text
    }

    private static func path(_ text: String, _ column: Int) throws(ConditionError) -> TemplatePath {
        do { return try TemplatePath(text) } catch { throw ConditionError(column: column, message: error.message) }
    }
}

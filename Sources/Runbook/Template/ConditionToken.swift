/// One word or sign of a condition.
struct ConditionToken {
    enum Kind: Hashable {
        case word(String)
        case text(String)
        case equal
        case unequal
    }

    let kind: Kind
    /// Where it begins, counted from 1.
    let column: Int

    static func tokens(of text: String) throws(ConditionError) -> [ConditionToken] {
        var tokens: [ConditionToken] = []
        let characters = Array(text)
        var index = 0
        while index < characters.count {
            guard characters[index] != " " else {
                index += 1
                continue
            }
            let (kind, length) = try next(in: characters[index...])
            tokens.append(ConditionToken(kind: kind, column: index + 1))
            index += length
        }
        return tokens
    }

    private static func next(in rest: ArraySlice<Character>) throws(ConditionError) -> (Kind, length: Int) {
        let column = rest.startIndex + 1
        if rest.starts(with: "==") { return (.equal, 2) }
        if rest.starts(with: "!=") { return (.unequal, 2) }
        if rest.first == "\"" {
            let text = rest.dropFirst().prefix { $0 != "\"" }
            guard text.endIndex < rest.endIndex else {
                throw ConditionError(column: column, message: "the text is not closed; write \" after it")
            }
            return (.text(String(text)), text.count + 2)
        }
        let word = rest.prefix(while: isWordCharacter)
        guard !word.isEmpty else {
            throw ConditionError(
                column: column,
                message: "\(rest[rest.startIndex]) has no meaning here; paths, not, and, or, ==, != and \"text\" have"
            )
        }
        return (.word(String(word)), word.count)
    }

    private static func isWordCharacter(_ character: Character) -> Bool {
        character.asciiValue.map { $0.isLetter || $0.isDigit || "._-".utf8.contains($0) } ?? false
    }
}

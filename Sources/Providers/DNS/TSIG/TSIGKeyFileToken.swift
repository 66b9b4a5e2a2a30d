/// A word, a quoted text or a mark (`{`, `}`, `;`) of a key file, with its line.
struct TSIGKeyFileToken {
    var text: String
    var line: Int
    var isMark = false

    func isMark(_ mark: String) -> Bool { isMark && text == mark }

    /// Takes a text apart; comments of the three kinds of `named.conf` are left out.
    static func tokens(of text: String, path: String) throws(TSIGKeyFileError) -> [TSIGKeyFileToken] {
        var tokens: [TSIGKeyFileToken] = []
        var rest = Substring(text)
        var line = 1
        while let character = rest.first {
            if character.isNewline { line += 1 }
            if character.isWhitespace {
                rest.removeFirst()
            } else if character == "#" || rest.hasPrefix("//") {
                rest = rest.drop { !$0.isNewline }
            } else if rest.hasPrefix("/*") {
                try rest.skipComment(&line, path)
            } else if character == "\"" {
                tokens.append(TSIGKeyFileToken(text: try rest.takeQuoted(line, path), line: line))
            } else if marks.contains(character) {
                tokens.append(TSIGKeyFileToken(text: String(rest.removeFirst()), line: line, isMark: true))
            } else {
                let word = rest.prefix { !$0.isWhitespace && !marks.contains($0) && $0 != "\"" }
                tokens.append(TSIGKeyFileToken(text: String(word), line: line))
                rest = rest[word.endIndex...]
            }
        }
        return tokens
    }

    private static let marks: Set<Character> = ["{", "}", ";"]
}

extension Substring {
    fileprivate mutating func skipComment(_ line: inout Int, _ path: String) throws(TSIGKeyFileError) {
        let first = line
        while !hasPrefix("*/") {
            guard let character = popFirst() else {
                throw TSIGKeyFileError("\(path):\(first): the comment does not end")
            }
            if character.isNewline { line += 1 }
        }
        removeFirst(2)
    }

    fileprivate mutating func takeQuoted(_ line: Int, _ path: String) throws(TSIGKeyFileError) -> String {
        let quoted = dropFirst().prefix { $0 != "\"" && !$0.isNewline }
        guard quoted.endIndex < endIndex, self[quoted.endIndex] == "\"" else {
            throw TSIGKeyFileError("\(path):\(line): the closing quotation mark is missing")
        }
        self = self[index(after: quoted.endIndex)...]
        return String(quoted)
    }
}

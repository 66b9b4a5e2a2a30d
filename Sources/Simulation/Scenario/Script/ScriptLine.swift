import Domain

/// One line of a scenario file, read word by word from the left. `"quoted text"` is one word, and so is a comma.
struct ScriptLine {
    let file: String
    let number: Int
    /// As it was written, without its comment.
    let text: String
    private var words: ArraySlice<Word>

    private struct Word {
        var text: String
        var isQuoted: Bool
    }

    init(_ text: Substring, file: String, number: Int) throws(ScriptError) {
        self.file = file
        self.number = number
        var words: [Word] = []
        var rest = text.drop { $0 == " " }
        while let first = rest.first, first != "#" {
            if first == "\"" {
                guard let end = rest.dropFirst().firstIndex(of: "\"") else {
                    throw ScriptError(file: file, line: number, message: "a quotation has no end: write \" after it")
                }
                words.append(Word(text: String(rest[rest.index(after: rest.startIndex)..<end]), isQuoted: true))
                rest = rest[rest.index(after: end)...]
            } else {
                let word = first == "," ? rest.prefix(1) : rest.prefix { !" ,\"#".contains($0) }
                words.append(Word(text: String(word), isQuoted: false))
                rest = rest[word.endIndex...]
            }
            rest = rest.drop { $0 == " " }
        }
        self.text = String(text[..<rest.startIndex]).trimmingSpaces
        self.words = words[...]
    }

    var isEmpty: Bool { words.isEmpty }

    func error(_ message: String) -> ScriptError { ScriptError(file: file, line: number, message: message) }

    // MARK: Words

    /// The next word; `what` says what has to stand here, with an example, for people who left it out.
    mutating func word(_ what: String) throws(ScriptError) -> String {
        guard let word = words.popFirst() else { throw error("the line ends where \(what) should stand") }
        guard !word.isQuoted else { throw error("\"\(word.text)\" stands where \(what) should stand") }
        return word.text
    }

    /// - Returns: whether these words came next; they are taken if they did.
    mutating func take(_ phrase: String) -> Bool {
        let wanted = phrase.split(separator: " ")
        guard words.count >= wanted.count,
            zip(words, wanted).allSatisfy({ !$0.isQuoted && $0.text == $1 })
        else { return false }
        words = words.dropFirst(wanted.count)
        return true
    }

    mutating func require(_ phrase: String) throws(ScriptError) {
        guard !take(phrase) else { return }
        let found = words.first.map { "not \"\($0.text)\"" } ?? "and the line ends"
        throw error("here has to stand \"\(phrase)\", \(found)")
    }

    /// What stands next, for people; nothing where the line ends.
    var nextWord: String? { words.first?.text }

    mutating func quotation() throws(ScriptError) -> String {
        guard let word = words.first, word.isQuoted else {
            throw error("here has to stand a text in quotation marks, for example \"isolated\"")
        }
        words = words.dropFirst()
        return word.text
    }

    var isQuotationNext: Bool { words.first?.isQuoted ?? false }

    mutating func end() throws(ScriptError) {
        if let word = words.first { throw error("\"\(word.text)\" is one word too many: end the line before it") }
    }

    // MARK: Figures

    mutating func duration() throws(ScriptError) -> Duration {
        let word = try word("a time, for example 20s")
        guard let duration = Duration(text: word) else {
            throw error("\"\(word)\" is not a time: write 250ms, 20s or 1m30s")
        }
        return duration
    }

    /// `for 43s`, where a line may have it.
    mutating func lasting() throws(ScriptError) -> Duration? { take("for") ? try duration() : nil }

    mutating func count(_ range: ClosedRange<Int>) throws(ScriptError) -> Int {
        let word = try word("a number")
        guard let number = Int(word), range.contains(number) else {
            throw error("\"\(word)\" is not a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A part of all, as a probability: `20%`.
    mutating func percentage() throws(ScriptError) -> Double {
        let word = try word("a percentage, for example 20%")
        guard word.hasSuffix("%"), let number = Double(word.dropLast()), (0...100).contains(number) else {
            throw error("\"\(word)\" is not a percentage: write for example 20%")
        }
        return number / 100
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        var text = Substring(self)
        while text.last == " " { text.removeLast() }
        return String(text.drop { $0 == " " })
    }
}

import Domain
import Ports
import Yams

/// Turns YAML text into a ``Tree`` within ``TreeBounds``.
enum TreeParser {
    static func tree(of text: String) throws(TreeError) -> Tree {
        guard text.utf8.count <= TreeBounds.mostBytes else {
            throw TreeError(code: .tooLarge, place: .start, message: "the plan is larger than 1 MiB; shorten it")
        }
        guard aliasCount(in: text) <= TreeBounds.mostAliases else {
            throw TreeError(
                code: .tooLarge,
                place: .start,
                message: "more than \(TreeBounds.mostAliases) YAML aliases (*name); write the values out"
            )
        }
        guard let root = try compose(text) else {
            throw TreeError(code: .yamlSyntax, place: .start, message: "the plan is empty; write version: 1 and so on")
        }
        var builder = TreeBuilder()
        return try builder.tree(of: root, depth: 0, around: .start)
    }

    private static func compose(_ text: String) throws(TreeError) -> Node? {
        do {
            // The basic resolver leaves every scalar a text: what it is decides the reader, which knows what it wants.
            return try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            throw TreeError(error)
        } catch {
            throw TreeError(code: .yamlSyntax, place: .start, message: "the plan is not YAML: \(error)")
        }
    }

    /// How many aliases the text can have: `*` at the start of a word. One in a comment or a quoted text counts too, since
    /// telling these apart would need the very parser that this protects.
    private static func aliasCount(in text: String) -> Int {
        var count = 0
        var previous = UInt8(ascii: " ")
        for (byte, next) in zip(text.utf8, text.utf8.dropFirst()) {
            if byte == UInt8(ascii: "*"), !isWordByte(previous), isWordByte(next) { count += 1 }
            previous = byte
        }
        return count
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension TreeError {
    fileprivate init(_ error: YamlError) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let context = context.map { "\($0.text), " } ?? ""
            self.init(
                code: .yamlSyntax,
                place: TextPlace(line: mark.line, column: mark.column),
                message: "not YAML: \(context)\(problem)"
            )
        case .duplicatedKeysInMapping(let keys, let context):
            self.init(
                code: .duplicateKey,
                place: TextPlace(line: context.mark.line, column: context.mark.column),
                message: "\(keys.sorted().joined(separator: ", ")) stands here more than once; keep one"
            )
        case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem), .representer(let problem):
            self.init(code: .yamlSyntax, place: .start, message: "not YAML: \(problem)")
        case .no, .memory, .dataCouldNotBeDecoded:
            self.init(code: .yamlSyntax, place: .start, message: "not YAML: \(error)")
        }
    }
}

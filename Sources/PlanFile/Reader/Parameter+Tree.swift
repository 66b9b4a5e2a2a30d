import Domain

extension Parameter {
    /// What a tree says, typed as YAML 1.2's core schema has it, with one difference: a number is what reads back exactly as
    /// it was written. So `1.10`, `007` and numbers too long for a `Double` stay the texts that they most likely are.
    init(_ tree: Tree) {
        switch tree.content {
        case .scalar(let text, let isQuoted): self = isQuoted ? .text(text) : Self.plain(text)
        case .list(let items): self = .list(items.map(Parameter.init))
        case .table(let entries):
            self = .table(
                Dictionary(entries.map { ($0.key, Parameter($0.value)) }, uniquingKeysWith: { first, _ in first })
            )
        }
    }

    private static func plain(_ text: String) -> Parameter {
        switch text {
        case "", "~", "null": return .nothing
        case "true": return .flag(true)
        case "false": return .flag(false)
        default:
            guard let number = Double(text), number.isFinite, Parameter.number(number).scalarText == text else {
                return .text(text)
            }
            return .number(number)
        }
    }
}

extension Section {
    /// The `with:` of something.
    mutating func parameters(_ key: String = "with") -> Parameters {
        guard let tree = tree(key), Section(tree, at: path[key], reader) != nil,
            case .table(let parameters) = Parameter(tree)
        else { return [:] }
        return parameters
    }
}

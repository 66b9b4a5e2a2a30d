import Domain

/// A YAML document to be written.
indirect enum Outline {
    /// As it stands in the file.
    case raw(String)
    case list([Outline])
    case table([(key: String, value: Outline)])

    static func text(_ text: String) -> Outline { .raw(YAMLScalar.text(text)) }
    static func duration(_ duration: Duration) -> Outline { .raw(duration.text) }
    static func texts(_ texts: [String]) -> Outline { .list(texts.map { .text($0) }) }

    /// A table sorted by its keys, where their order means nothing.
    static func sorted(_ table: [String: Outline]) -> Outline {
        .table(table.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    init(_ parameter: Parameter) {
        switch parameter {
        case .text(let text): self = .text(text)
        case .number, .flag: self = .raw(parameter.scalarText ?? "null")
        case .nothing: self = .raw("null")
        case .list(let items): self = .list(items.map(Outline.init))
        case .table(let table): self = .sorted(table.mapValues(Outline.init))
        }
    }

    /// The lines in block style, without indentation: one value a line, so that two plans can be compared by line.
    var lines: [String] {
        switch self {
        case .raw(let text): [text]
        case .list(let items): items.isEmpty ? ["[]"] : items.flatMap { Self.indented($0.lines, first: "- ") }
        case .table(let entries):
            entries.isEmpty ? ["{}"] : entries.flatMap { Self.lines(of: $0.value, under: YAMLScalar.text($0.key)) }
        }
    }

    private static func lines(of value: Outline, under key: String) -> [String] {
        value.isInline ? ["\(key): \(value.lines[0])"] : ["\(key):"] + indented(value.lines, first: "  ")
    }

    private static func indented(_ lines: [String], first: String) -> [String] {
        lines.enumerated().map { ($0 == 0 ? first : "  ") + $1 }
    }

    private var isInline: Bool {
        switch self {
        case .raw: true
        case .list(let items): items.isEmpty
        case .table(let entries): entries.isEmpty
        }
    }
}

import Foundation
import Yams

extension DecodingError {
    /// What follows the file's name: the place, and in one line which key, what is wrong with it, and what to write instead.
    func explanation(in text: Data) -> String {
        switch self {
        case .keyNotFound(let key, let context):
            "\(Self.place(of: context.codingPath, in: text)): error: \(Self.name(context.codingPath + [key])) is missing"
        case .valueNotFound(_, let context): Self.line(context, "has no value", in: text)
        case .typeMismatch(let type, let context): Self.line(context, "must be \(Self.words(for: type))", in: text)
        case .dataCorrupted(let context):
            if let error = context.underlyingError as? YamlError {
                error.explanation
            } else {
                "\(Self.place(of: context.codingPath, in: text)): error: \(Self.name(context.codingPath)): "
                    + (context.underlyingError.map { "\($0)" } ?? context.debugDescription)
            }
        @unknown default: " error: \(self)"
        }
    }

    private static func line(_ context: Context, _ complaint: String, in text: Data) -> String {
        "\(place(of: context.codingPath, in: text)): error: \(name(context.codingPath)) \(complaint)"
    }

    /// `fences.printapp.ports[0]`.
    private static func name(_ keys: [any CodingKey]) -> String {
        guard !keys.isEmpty else { return "the file" }
        return keys.reduce("") { name, key in
            if let index = index(key) { return "\(name)[\(index)]" }
            return name.isEmpty ? key.stringValue : "\(name).\(key.stringValue)"
        }
    }

    /// The line of a key, counted from 1; of what it would stand in, where it does not stand in the file.
    private static func place(of keys: [any CodingKey], in text: Data) -> Int {
        guard var node = try? compose(yaml: String(decoding: text, as: UTF8.self)) else { return 1 }
        var line = 1
        for key in keys {
            if let index = index(key), let sequence = node.sequence, sequence.indices.contains(index) {
                node = sequence[index]
                line = node.mark?.line ?? line
            } else if let pair = node.mapping?.first(where: { $0.key.string == key.stringValue }) {
                line = pair.key.mark?.line ?? line
                node = pair.value
            } else {
                return line
            }
        }
        return line
    }

    /// What Yams calls the third element of a list is `Index 2`.
    private static func index(_ key: any CodingKey) -> Int? {
        key.stringValue.hasPrefix("Index ") ? key.intValue : nil
    }

    private static func words(for type: Any.Type) -> String {
        switch type {
        case is Node.Mapping.Type: "keys with values (key: value)"
        case is Node.Sequence.Type: "a list ([one, two])"
        case is Node.Scalar.Type, is String.Type: "one value"
        case is Bool.Type: "true or false"
        case let type as any FixedWidthInteger.Type: range(of: type)
        default: "a \(type)"
        }
    }

    private static func range<Number: FixedWidthInteger>(of type: Number.Type) -> String {
        "a whole number from \(type.min) to \(type.max)"
    }
}

extension YamlError {
    /// In the form that compilers use and editors understand, without the lines of the file.
    fileprivate var explanation: String {
        switch self {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let context = context.map { "\($0.text), " } ?? ""
            return "\(mark.line):\(mark.column): error: not YAML: \(context)\(problem)"
        case .duplicatedKeysInMapping(let keys, let context):
            let keys = keys.sorted().joined(separator: ", ")
            return "\(context.mark.line):\(context.mark.column): error: \(keys) stands here more than once; keep one"
        case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem), .representer(let problem):
            return " error: not YAML: \(problem)"
        case .no, .memory, .dataCouldNotBeDecoded: return " error: not YAML: \(self)"
        }
    }
}

import Domain
import Ports

// Single values. Each returns `nil` where there is none or where it was refused.
extension Section {
    mutating func text(_ key: String) -> String? {
        tree(key).flatMap { reader.text($0, at: path[key]) }
    }

    mutating func requiredText(_ key: String) -> String? {
        requiredTree(key).flatMap { reader.text($0, at: path[key]) }
    }

    mutating func duration(_ key: String) -> Duration? {
        value(key, as: "a duration such as 2s, 1h30m or 250ms") { Duration(text: $0) }
    }

    mutating func wholeNumber(_ key: String) -> Int? {
        value(key, as: "a whole number") { Int($0) }
    }

    mutating func flag(_ key: String) -> Bool? {
        value(key, as: "true or false") { ["true": true, "false": false][$0] }
    }

    mutating func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, of _: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        value(key, as: "one of \(Choice.names)") { Choice(rawValue: $0) }
    }

    /// A list, or one value that stands for a list of itself.
    mutating func texts(_ key: String) -> [String] {
        tree(key).map { reader.texts($0, at: path[key]) } ?? []
    }

    mutating func choices<Choice: RawRepresentable & CaseIterable>(_ key: String, of _: Choice.Type) -> [Choice]?
    where Choice.RawValue == String {
        guard let tree = tree(key) else { return nil }
        var items = [tree]
        if case .list(let several) = tree.content { items = several }
        return items.compactMap { item in
            guard let text = reader.text(item, at: path[key]) else { return nil }
            let choice = Choice(rawValue: text)
            if choice == nil {
                reader.refuse(.badValue, at: path[key], item.place, "\(text) is not one of \(Choice.names)")
            }
            return choice
        }
    }

    mutating func value<Value>(_ key: String, as kind: String, _ read: (String) -> Value?) -> Value? {
        guard let tree = tree(key), let text = reader.text(tree, at: path[key]) else { return nil }
        let value = read(text)
        if value == nil { reader.refuse(.badValue, at: path[key], tree.place, "\(text) is not \(kind)") }
        return value
    }
}

extension RawRepresentable where Self: CaseIterable, RawValue == String {
    fileprivate static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension PlanReader {
    func text(_ tree: Tree, at path: PlanPath) -> String? {
        guard case .scalar(let text, let isQuoted) = tree.content, isQuoted || !(["", "~", "null"].contains(text))
        else {
            refuse(.wrongType, at: path, tree.place, "must be a single value, not \(tree.kind)")
            return nil
        }
        return text
    }

    func texts(_ tree: Tree, at path: PlanPath) -> [String] {
        guard case .list(let items) = tree.content else { return text(tree, at: path).map { [$0] } ?? [] }
        return items.enumerated().compactMap { text($1, at: path[$0]) }
    }
}

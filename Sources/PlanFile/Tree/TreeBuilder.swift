import Domain
import Ports
import Yams

/// Copies the YAML library's nodes into a ``Tree``, counting as it goes.
struct TreeBuilder {
    private var parts = 0

    mutating func tree(of node: Node, depth: Int, around outer: TextPlace) throws(TreeError) -> Tree {
        let place = node.mark.map { TextPlace(line: $0.line, column: $0.column) } ?? outer
        parts += 1
        guard depth < TreeBounds.deepest, parts <= TreeBounds.mostParts else {
            throw TreeError(
                code: .tooLarge,
                place: place,
                message: "too deep or, with its aliases, too large; flatten it"
            )
        }
        switch node {
        case .scalar(let scalar):
            try Self.refuse(tag: scalar.tag, at: place)
            let isQuoted = scalar.style != .plain || scalar.tag.rawValue == Tag.Name.str.rawValue
            return Tree(content: .scalar(scalar.string, isQuoted: isQuoted), place: place)
        case .sequence(let sequence):
            try Self.refuse(tag: sequence.tag, at: place)
            var items: [Tree] = []
            for item in sequence { items.append(try tree(of: item, depth: depth + 1, around: place)) }
            return Tree(content: .list(items), place: place)
        case .mapping(let mapping):
            try Self.refuse(tag: mapping.tag, at: place)
            var entries: [Tree.Entry] = []
            for (key, value) in mapping { entries.append(try entry(key, value, depth: depth + 1, around: place)) }
            return Tree(content: .table(entries), place: place)
        case .alias: throw TreeError(code: .yamlSyntax, place: place, message: "an alias that stands for nothing")
        }
    }

    private mutating func entry(
        _ key: Node,
        _ value: Node,
        depth: Int,
        around outer: TextPlace
    ) throws(TreeError) -> Tree.Entry {
        let place = key.mark.map { TextPlace(line: $0.line, column: $0.column) } ?? outer
        guard case .scalar(let name) = key else {
            throw TreeError(
                code: .yamlSyntax,
                place: place,
                message: "a key must be a single word; a text that begins with {{ must stand in quotes"
            )
        }
        guard name.string != "<<" else {
            throw TreeError(code: .yamlSyntax, place: place, message: "<< is not read; write the keys out")
        }
        return Tree.Entry(
            key: name.string,
            keyPlace: place,
            value: try tree(of: value, depth: depth, around: place)
        )
    }

    private static func refuse(tag: Tag, at place: TextPlace) throws(TreeError) {
        let name = tag.rawValue
        guard name.isEmpty || name == Tag.Name.nonSpecific.rawValue || name.hasPrefix("tag:yaml.org,2002:") else {
            throw TreeError(code: .yamlSyntax, place: place, message: "the tag \(name) means nothing here; remove it")
        }
    }
}

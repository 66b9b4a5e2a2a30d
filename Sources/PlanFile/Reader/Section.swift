import Domain
import Ports
import Runbook

/// A table of the plan while it is read: it notes which keys were asked for, and at the end refuses the others.
struct Section {
    let reader: PlanReader
    let path: PlanPath
    let place: TextPlace
    private let entries: [Tree.Entry]
    private var known: [String] = []

    /// Fails, with a finding, if the tree is no table.
    init?(_ tree: Tree, at path: PlanPath, _ reader: PlanReader) {
        guard case .table(let entries) = tree.content else {
            reader.refuse(.wrongType, at: path, tree.place, "must be a table, not \(tree.kind)")
            return nil
        }
        self.reader = reader
        self.path = path
        self.entries = entries
        place = tree.place
    }

    /// What stands under the key, if anything.
    mutating func tree(_ key: String) -> Tree? {
        if !known.contains(key) { known.append(key) }
        return entries.first { $0.key == key }?.value
    }

    /// What stands under a key that must be there.
    mutating func requiredTree(_ key: String) -> Tree? {
        let found = tree(key)
        if found == nil { reader.refuse(.missingKey, at: path, place, "\(key) is missing; add it") }
        return found
    }

    mutating func section(_ key: String) -> Section? {
        tree(key).flatMap { Section($0, at: path[key], reader) }
    }

    /// Every key with what stands under it, where the keys are names that people gave.
    mutating func namedTrees() -> [(name: String, tree: Tree)] {
        known += entries.map(\.key)
        return entries.map { ($0.key, $0.value) }
    }

    /// Refuses every key that nobody asked for. `later` are keys of the full plan language that this version cannot do.
    func refuseUnknownKeys(later: [String] = []) {
        for entry in entries where !known.contains(entry.key) {
            if later.contains(entry.key) {
                let message = "\(entry.key) is not supported by this version and would do nothing; remove it"
                reader.refuse(.notSupported, at: path, entry.keyPlace, message)
            } else {
                let names = known.joined(separator: ", ")
                reader.refuse(.unknownKey, at: path, entry.keyPlace, "there is no key \(entry.key); known are \(names)")
            }
        }
    }
}

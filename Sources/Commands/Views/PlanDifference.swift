import Domain

/// The difference of two texts, line by line, with a few lines around each change.
struct PlanDifference: Hashable, Encodable {
    struct Line: Hashable, Encodable {
        enum Kind: String, Hashable, Encodable {
            case same
            case removed
            case added
        }

        var kind: Kind
        var text: String
    }

    /// What stands between two changes that are far apart is left out: a new part begins.
    private(set) var parts: [[Line]]

    var isEmpty: Bool { parts.isEmpty }

    /// Compares two texts; `context` is how many unchanged lines are kept before and after a change.
    init(from old: String, to new: String, context: Int = 3) {
        let all = Self.compare(Self.lines(of: old), Self.lines(of: new))
        let changed = all.indices.filter { all[$0].kind != .same }
        var ranges: [Range<Int>] = []
        for index in changed {
            let range = max(0, index - context)..<min(all.count, index + context + 1)
            if let last = ranges.last, range.lowerBound <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
            } else {
                ranges.append(range)
            }
        }
        parts = ranges.map { Array(all[$0]) }
    }

    private static func lines(of text: String) -> [Substring] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.last == "" ? lines.dropLast() : lines
    }

    private static func compare(_ old: [Substring], _ new: [Substring]) -> [Line] {
        let difference = new.difference(from: old)
        let removed = Set(difference.removals.map(\.offset))
        let added = Set(difference.insertions.map(\.offset))
        var lines: [Line] = []
        var (oldIndex, newIndex) = (0, 0)
        while oldIndex < old.count || newIndex < new.count {
            if removed.contains(oldIndex), oldIndex < old.count {
                lines.append(Line(kind: .removed, text: String(old[oldIndex])))
                oldIndex += 1
            } else if added.contains(newIndex), newIndex < new.count {
                lines.append(Line(kind: .added, text: String(new[newIndex])))
                newIndex += 1
            } else {
                lines.append(Line(kind: .same, text: String(new[newIndex])))
                oldIndex += 1
                newIndex += 1
            }
        }
        return lines
    }

    /// As `diff -u` shows it, without line numbers: the texts are normalised, so that theirs would mislead.
    var text: [StyledText] {
        Array(parts.map { $0.map(Self.text) }.joined(separator: [StyledText("…", .faint)]))
    }

    private static func text(_ line: Line) -> StyledText {
        switch line.kind {
        case .same: StyledText("  \(line.text)", .faint)
        case .removed: StyledText("- \(line.text)", .bad)
        case .added: StyledText("+ \(line.text)", .good)
        }
    }
}

extension CollectionDifference.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}

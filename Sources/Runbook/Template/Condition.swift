import Domain

/// The `if:` of a step.
///
/// A condition is one or more terms joined by `and` and `or`; there are no parentheses, and `and` binds more tightly than
/// `or`, so that `a and b or c` means "both a and b, or else c". A term is one of
///
/// - `PATH`: the value is there and is neither empty, `false`, `no` nor `0`;
/// - `not PATH`: the contrary;
/// - `PATH == "TEXT"`, `PATH != "TEXT"`: the value is, or is not, exactly the text. A value that is not there is an empty text.
///
/// Paths are those of ``TemplatePath``. Evaluation always ends and never fails.
package struct Condition: Hashable, Sendable {
    package struct Term: Hashable, Sendable {
        package enum Test: Hashable, Sendable {
            case holds
            case holdsNot
            case equals(String)
            case differs(String)
        }

        package var path: TemplatePath
        package var test: Test
    }

    /// Of the groups at least one must hold, and of a group every term.
    package let groups: [[Term]]

    package init(_ text: String) throws(ConditionError) {
        var parser = try ConditionParser(text)
        groups = try parser.groups()
    }

    /// What it looks up, in order.
    package var paths: [TemplatePath] { groups.flatMap { $0.map(\.path) } }

    package func holds(in scope: TemplateScope) -> Bool {
        groups.contains { $0.allSatisfy { $0.holds(in: scope) } }
    }
}

extension Condition.Term {
    fileprivate func holds(in scope: TemplateScope) -> Bool {
        let value = scope.valueIfAny(of: path) ?? ""
        return switch test {
        case .holds: Self.isTrue(value)
        case .holdsNot: !Self.isTrue(value)
        case .equals(let text): value == text
        case .differs(let text): value != text
        }
    }

    private static func isTrue(_ value: String) -> Bool { !["", "false", "no", "0"].contains(value) }
}

/// Why the text of a condition cannot be read.
package struct ConditionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where in the text, counted in characters from 1.
    package let column: Int
    package let message: String

    package var description: String { "column \(column): \(message)" }
}

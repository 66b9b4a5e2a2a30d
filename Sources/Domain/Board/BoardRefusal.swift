/// Why a write to the coordination store is refused: a condition that does not hold. Nothing was changed.
package struct BoardRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// One line for people: which condition, and what is the case instead.
    package let message: String

    package init(_ message: String) { self.message = message }

    package var description: String { message }
}

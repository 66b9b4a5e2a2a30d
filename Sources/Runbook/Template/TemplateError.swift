/// Why a text with `{{…}}` cannot be read or filled in.
package struct TemplateError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What stood between the braces.
    package let path: String
    /// One line: what is wrong and how to mend it.
    package let message: String

    package init(path: String, _ message: String) {
        self.path = path
        self.message = message
    }

    package var description: String { message }
}

/// Why a record cannot be turned into bytes, or bytes into a record.
package struct JournalFormatError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        /// The record holds what JSON cannot say.
        case notEncodable
        /// A newer version of Holdfast wrote it.
        case newerVersion
        /// It is not a record.
        case unreadable
    }

    package let code: Code
    /// One line for people.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
